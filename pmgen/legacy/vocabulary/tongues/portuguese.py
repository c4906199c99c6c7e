"""Portuguese, and how English has it."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "timeline": "Linha do tempo, Cronologia, Sequência de eventos, Linha do tempo do incidente",
    "summary": "Resumo, Sumário, Resumo executivo, Sumário executivo, Resumo do incidente, Visão geral",
    "impact": "Impacto, Impactos, Consequências",
    "root cause": "Causa raiz, Causas raiz, Causa-raiz, Causa principal, Causa, Causas",
    "trigger": "Gatilho",
    "contributing factors": "Fatores contribuintes, Fatores que contribuíram",
    "lessons learned": "Lições aprendidas, Aprendizados",
    "what went well": "O que funcionou bem, O que deu certo, O que foi bem",
    "what went wrong": "O que deu errado, O que não funcionou, O que falhou, O que poderia melhorar,"
    " O que pode melhorar",
    "we got lucky": "Onde tivemos sorte",
    "action items": "Ações, Ações corretivas, Ações preventivas, Ações de acompanhamento, Plano de ação,"
    " Itens de ação, Ações corretivas e preventivas, Recomendações",
    "next steps": "Próximos passos",
    "references": "Referências",
    "background": "Contexto",
    "data loss": "Perda de dados",
    "date": "Data, Data do incidente, Data de ocorrência, Data da ocorrência",
    "when": "Quando",
    "time": "Horário",
    "severity": "Severidade, Gravidade, Criticidade",
    "priority": "Prioridade",
    "status": "Situação, Estado",
    "duration": "Duração",
    "services": "Serviços, Serviços afetados, Serviço afetado, Sistemas afetados",
    "owner": "Responsável, Quem",
    "timezone": "Fuso horário",
    "event": "Acontecimento",
    "action": "Ação, Tarefa",
    "due": "Prazo, Data limite, Vencimento",
    "details": "Detalhes, Descrição, Observações, Comentários",
    "medium": "Médio, Média",
    "low": "Baixo, Baixa",
    "open": "Aberto, Aberta",
    "todo": "A fazer, Pendente, Não iniciado, Não iniciada",
    "in progress": "Em andamento, Em progresso",
    "planned": "Planejado, Planejada",
    "done": "Feito, Feita, Concluído, Concluída, Finalizado, Finalizada",
    "on hold": "Bloqueado, Bloqueada, Em espera, Aguardando",
    "rejected": "Cancelado, Cancelada, Descartado, Descartada",
    "resolved": "Resolvido, Resolvida, Incidente resolvido, Serviço restabelecido",
    "outage began": "Início da indisponibilidade, Início da queda, Início do incidente",
    "detection": "Detecção, Deteção",
    "detected": "Incidente detectado, Alerta disparado",
}
