"""What the keys and the words of front matter are called in other languages.

Chinese, Dutch, French, German, Italian, Japanese, Korean, Portuguese, Russian, Spanish and Vietnamese; `_` stands for a
blank.
"""

from __future__ import annotations

import enum
from typing import Final

from pmgen import model

KEYS: Final[dict[type, dict[str, str]]] = {
    model.PostMortem: {
        "title": "titel titre título titolo название заголовок タイトル 件名 标题 제목 tiêu_đề",
        "date": "datum fecha data дата 日付 発生日 日期 날짜 발생일 ngày",
        "severity": "schweregrad gravité gravedad severidad severidade gravidade gravità ernst критичность серьёзность"
        " 重大度 深刻度 重要度 严重程度 级别 심각도 mức_độ mức_độ_nghiêm_trọng",
        "status": "statut estado stato статус ステータス 状態 状态 상태 trạng_thái",
        "timezone": "zeitzone fuseau_horaire zona_horaria fuso_horário fuso_orario tijdzone часовой_пояс"
        " タイムゾーン 时区 시간대 múi_giờ",
        "services": "dienste servicios serviços servizi diensten сервисы сервис サービス 影響サービス"
        " 受影响服务 服务 서비스 dịch_vụ",
        "tags": "schlagwörter étiquettes etiquetas etichette теги метки タグ 标签 태그 thẻ",
        "summary": "zusammenfassung résumé resumen resumo riassunto samenvatting резюме кратко 概要 要約 摘要 概述"
        " 요약 개요 tóm_tắt",
        "impact": "auswirkung auswirkungen impacto impatto влияние последствия 影響 影響範囲 影响 影响范围"
        " 영향 ảnh_hưởng tác_động",
        "detection": "erkennung détection detección detecção rilevamento detectie обнаружение 検知 検知方法 发现方式"
        " 탐지 감지 phát_hiện",
        "timeline": "zeitleiste zeitverlauf verlauf chronologie cronología cronologia tijdlijn хронология таймлайн"
        " タイムライン 時系列 经过 时间线 时间轴 타임라인 dòng_thời_gian diễn_biến",
        "root_cause": "ursache cause_racine causa_raíz causa_raiz causa oorzaak причина корневая_причина 根本原因 原因"
        " 根因 원인 근본_원인 nguyên_nhân nguyên_nhân_gốc_rễ",
        "followups": "maßnahmen massnahmen aktionen acciones ações azioni acties меры действия задачи 再発防止策 対策"
        " アクションアイテム 改进措施 行动项 후속_조치 조치_사항 액션_아이템 việc_cần_làm",
        "lessons": "lehren leçons lecciones lições lezioni lessen уроки выводы 教訓 学び 经验教训 教训 교훈 bài_học",
        "owner": "verantwortlich responsable responsável responsabile verantwoordelijke ответственный владелец 担当"
        " 担当者 责任人 负责人 담당자 người_phụ_trách",
        "authors": "autoren auteurs autores autori авторы автор 作成者 著者 作者 작성자 tác_giả",
        "duration": "dauer durée duración duração durata duur длительность продолжительность 継続時間"
        " 障害時間 持续时间 지속_시간 thời_lượng",
    },
    model.Event: {
        "at": "zeit uhrzeit heure hora ora tijd время 時刻 時間 时间 시간 시각 thời_gian",
        "event": "ereignis événement evento gebeurtenis событие 内容 出来事 事象 イベント 事件 내용 사건 sự_kiện",
    },
    model.Followup: {
        "action": "maßnahme massnahme acción ação azione actie действие задача мера アクション 対応内容 施策 措施 行动"
        " 조치 작업 hành_động công_việc",
        "owner": "verantwortlich responsable responsável responsabile verantwoordelijke ответственный исполнитель 担当"
        " 担当者 责任人 负责人 담당자 người_phụ_trách",
        "priority": "priorität priorité prioridad prioridade priorità prioriteit приоритет 優先度 优先级"
        " 우선순위 ưu_tiên",
        "due": "fällig échéance vencimiento prazo scadenza срок дедлайн 期限 期日 截止日期 기한 마감일 hạn hạn_chót",
    },
}

VALUES: Final[dict[type[enum.StrEnum], dict[str, str]]] = {
    model.Status: {
        "draft": "entwurf brouillon borrador rascunho bozza concept черновик 下書き 草稿 초안 bản_nháp",
        "published": "veröffentlicht publié publicado pubblicato gepubliceerd опубликовано 公開 已发布 게시됨"
        " đã_xuất_bản",
    },
    model.State: {
        "ongoing": "offen laufend en_cours en_curso em_andamento in_corso bezig в_работе 対応中 进行中 진행_중"
        " đang_diễn_ra",
        "resolved": "gelöst behoben résolu resuelto resolvido risolto opgelost решено устранено 解決 解決済み 已解决"
        " 해결 해결됨 đã_khắc_phục đã_giải_quyết",
    },
    model.FollowupStatus: {
        "todo": "offen à_faire pendiente pendente da_fare open_staand сделать 未着手 未対応 待处理 할_일 chưa_làm",
        "in-progress": "in_arbeit en_cours en_curso em_andamento in_corso bezig в_работе 対応中 进行中 진행_중"
        " đang_làm",
        "done": "erledigt fertig fait terminé hecho feito fatto gedaan готово сделано 完了 対応済み 已完成"
        " 완료 hoàn_thành xong",
    },
}
