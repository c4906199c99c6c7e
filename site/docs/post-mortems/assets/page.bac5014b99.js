"use strict";
const moved = document.querySelector("a[data-moved]");
if (moved) {
location.replace(moved.href + location.hash);
}
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
.map((number) => String(number).padStart(2, "0"))
.join("-");
for (const due of document.querySelectorAll("time.due")) {
if (due.dateTime < today) {
due.classList.add("overdue");
const word = document.createElement("span");
word.textContent = "overdue";
due.append(" ", word);
}
}
function tellOverdue(open) {
const days = open.dataset.dues.split(" ").filter((day) => day && day < today);
const late = days.reduce((sum, day) => sum + Number(day.split("x")[1] ?? 1), 0);
if (late) {
const words = document.createElement("span");
words.className = "overdue";
words.textContent = `${late.toLocaleString("en")} overdue`;
open.append(", ", words);
}
}
document.querySelectorAll("[data-dues]").forEach(tellOverdue);
document.addEventListener("keydown", (event) => {
document.documentElement.classList.toggle("quiet", event.key === "Escape");
});
document.addEventListener("pointermove", () => document.documentElement.classList.remove("quiet"), { passive: true });