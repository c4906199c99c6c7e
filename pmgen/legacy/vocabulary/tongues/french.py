"""French, and how English has it."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "timeline": "Chronologie, Chronologie détaillée, Frise chronologique,"
    " Déroulement, Déroulé, Ligne de temps, Chronologie des événements",
    "summary": "Résumé, Synthèse, Sommaire",
    "impact": "Conséquences, Impacts",
    "root cause": "Cause racine, Causes racines, Cause première, Cause profonde, Causes profondes,"
    " Cause fondamentale, Cause, Causes",
    "trigger": "Déclencheur, Élément déclencheur",
    "contributing factors": "Facteurs contributifs, Facteurs aggravants",
    "lessons learned": "Leçons apprises, Leçons tirées, Enseignements",
    "what went well": "Ce qui a bien fonctionné, Ce qui s'est bien passé, Points positifs",
    "what went wrong": "Ce qui n'a pas fonctionné, Ce qui s'est mal passé, Ce qui a mal fonctionné",
    "we got lucky": "Où nous avons eu de la chance",
    "action items": "Actions correctives, Actions de suivi, Actions à mener, Plan d'action, Plan d'actions,"
    " Mesures correctives, Actions préventives, Mesures à prendre, Mesures préventives",
    "next steps": "Prochaines étapes",
    "references": "Références, Liens",
    "background": "Contexte",
    "field": "Champ",
    "data loss": "Perte de données",
    "date": "Date de l'incident",
    "when": "Quand",
    "time": "Heure, Horodatage",
    "severity": "Gravité, Sévérité, Criticité",
    "priority": "Priorité",
    "status": "Statut, État",
    "duration": "Durée",
    "services": "Services concernés, Services affectés, Services touchés, Services impactés, Service concerné",
    "author": "Auteur, Auteure, Auteurs, Rédacteur, Rédactrice",
    "owner": "Responsable, Qui",
    "title": "Titre",
    "timezone": "Fuseau horaire",
    "event": "Événement, Évènement",
    "action": "Mesure, Tâche",
    "due": "Échéance, Date limite, Délai",
    "details": "Détails, Commentaire, Commentaires, Remarques",
    "critical": "Critique",
    "high": "Élevé, Élevée, Haute",
    "medium": "Moyen, Moyenne",
    "low": "Faible, Basse",
    "open": "Ouvert, Ouverte",
    "todo": "À faire",
    "in progress": "En cours",
    "planned": "Planifié, Planifiée, Prévu, Prévue",
    "done": "Fait, Faite, Terminé, Terminée",
    "on hold": "En attente, Bloqué, Bloquée",
    "rejected": "Annulé, Annulée, Abandonné, Abandonnée",
    "resolved": "Résolu, Résolue, Incident résolu, Service rétabli",
    "outage began": "Début de la panne, Début de l'incident",
    "detection": "Détection",
    "detected": "Incident détecté, Panne détectée, Alerte déclenchée",
}
