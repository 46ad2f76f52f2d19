#!/usr/bin/env python3
"""Writes the Grafana dashboards in English, Russian and French: dashboards/grafana/<language>/<name>.json.

Run it after a change here and commit what it writes; Python is needed for nothing else.
"""
import json
import pathlib

DATA = {"type": "prometheus", "uid": "cordon-prometheus"}
# Okabe and Ito's colours, which colour-blind people tell apart
BLUE, ORANGE, VERMILION = "#0072B2", "#E69F00", "#D55E00"
NO_DATA = {"en": "Nothing measured yet", "ru": "Измерений ещё нет", "fr": "Rien de mesuré encore"}
NOTHING_BLOCKED = {"en": "No block known", "ru": "Блокировок не обнаружено", "fr": "Aucun blocage connu"}
LANGUAGES = ("en", "ru", "fr")
V = {
    "cc": ({"en": "Country", "ru": "Страна", "fr": "Pays"}, "label_values(cordon_network_sites, cc)"),
    "asn": ({"en": "Network (AS)", "ru": "Сеть (AS)", "fr": "Réseau (AS)"}, 'label_values(cordon_network_sites{cc="$cc"}, asn)'),
    "cidr": ({"en": "Prefix", "ru": "Префикс", "fr": "Préfixe"}, 'label_values(cordon_incident_started_seconds{cc="$cc"}, cidr)'),
    "provider": ({"en": "Provider", "ru": "Провайдер", "fr": "Hébergeur"}, "label_values(cordon_blocked_provider_addresses, provider)"),
}
NAMES = {
    "overview": {"en": "Overview", "ru": "Обзор", "fr": "Vue d'ensemble"},
    "incident": {"en": "Incident", "ru": "Инцидент", "fr": "Incident"},
    "provider": {"en": "Provider", "ru": "Провайдер", "fr": "Hébergeur"},
    "network": {"en": "Network", "ru": "Сеть", "fr": "Réseau"},
    "collateral": {"en": "Who else is hit", "ru": "Кто ещё пострадал", "fr": "Qui d'autre est touché"},
    "pipeline": {"en": "Pipeline", "ru": "Конвейер", "fr": "Chaîne de traitement"},
}


def t(en, ru, fr):
    return {"en": en, "ru": ru, "fr": fr}


# kind, title, unit, query, legend, width, height, text when empty
BLOCKED_ADDRESSES = ("stat", t("Addresses cut off", "Заблокировано адресов", "Adresses coupées"), "locale",
                     'cordon_blocked_space_addresses{cc="$cc"}', "{{cc}}", 6, 4, NOTHING_BLOCKED)
INCIDENT_TABLE = ("table", t("What is cut off, since when", "Что заблокировано и с какого времени", "Ce qui est coupé, depuis quand"),
                  "dateTimeAsIso", 'cordon_incident_started_seconds{cc="$cc"} * 1000', "", 24, 9, NOTHING_BLOCKED)
BOARDS = {
    "overview": (("cc",), [
        BLOCKED_ADDRESSES,
        ("stat", t("Active incidents", "Активные инциденты", "Incidents en cours"), "short",
         'cordon_incidents{cc="$cc",state="active"}', "{{cc}}", 6, 4, NOTHING_BLOCKED),
        ("stat", t("Networks that block", "Сети, которые блокируют", "Réseaux qui bloquent"), "short",
         'count(count by (asn) (cordon_blocks{cc="$cc",state="confirmed"} > 0))', "", 6, 4, NOTHING_BLOCKED),
        ("stat", t("Measuring sites", "Точек измерения", "Points de mesure"), "short",
         'sum(cordon_network_sites{cc="$cc"})', "", 6, 4, NO_DATA),
        INCIDENT_TABLE,
        ("timeseries", t("Blocked addresses", "Заблокированные адреса", "Adresses bloquées"), "locale",
         'cordon_blocked_space_addresses{cc="$cc"}', "{{cc}}", 12, 8, NOTHING_BLOCKED),
        ("bargauge", t("Whose addresses they are (one network's view, the largest)", "Чьи это адреса (наибольшее по сетям)", "À qui sont ces adresses (le plus grand réseau)"), "locale",
         'sort_desc(max by (provider) (sum by (provider, asn) (cordon_blocked_provider_addresses{cc="$cc"})))', "{{provider}}", 12, 8, NOTHING_BLOCKED),
    ]),
    "incident": (("cc", "cidr"), [
        ("stat", t("Began", "Начало", "Début"), "dateTimeAsIso",
         'cordon_incident_started_seconds{cc="$cc",cidr="$cidr"} * 1000', "", 6, 4, NOTHING_BLOCKED),
        ("stat", t("Networks that block", "Сети, которые блокируют", "Réseaux qui bloquent"), "short",
         'cordon_incident_networks_blocking{cc="$cc",cidr="$cidr"}', "", 6, 4, NOTHING_BLOCKED),
        ("stat", t("Networks measured", "Измеренные сети", "Réseaux mesurés"), "short",
         'cordon_incident_networks_measured{cc="$cc",cidr="$cidr"}', "", 6, 4, NOTHING_BLOCKED),
        ("stat", t("Addresses", "Адресов", "Adresses"), "locale",
         'cordon_incident_addresses{cc="$cc",cidr="$cidr"}', "", 6, 4, NOTHING_BLOCKED),
        ("table", t("Network by network: since when, by what means", "По сетям: с какого времени и каким способом", "Réseau par réseau : depuis quand, par quel moyen"), "dateTimeAsIso",
         'cordon_block_started_seconds{cc="$cc",cidr="$cidr"} * 1000', "", 24, 8, NOTHING_BLOCKED),
        ("bargauge", t("How sure", "Уверенность", "Certitude"), "percentunit",
         'cordon_block_confidence{cidr="$cidr"}', "AS{{asn}}", 12, 7, NOTHING_BLOCKED),
        ("timeseries", t("Networks over time", "Сети во времени", "Réseaux dans le temps"), "short",
         'cordon_incident_networks_blocking{cc="$cc",cidr="$cidr"}', "{{cidr}}", 12, 7, NOTHING_BLOCKED),
    ]),
    "provider": (("cc", "provider"), [
        ("timeseries", t("Blocked by network", "Заблокировано по сетям", "Bloqué, par réseau"), "locale",
         'sum by (asn) (cordon_blocked_provider_addresses{cc="$cc",provider="$provider"})', "AS{{asn}}", 12, 9, NOTHING_BLOCKED),
        ("bargauge", t("By region", "По регионам", "Par région"), "locale",
         'max by (region) (cordon_blocked_provider_addresses{cc="$cc",provider="$provider"})', "{{region}}", 12, 9, NOTHING_BLOCKED),
        ("table", t("Incidents in its space", "Инциденты в его адресах", "Incidents dans son espace"), "dateTimeAsIso",
         'cordon_incident_started_seconds{cc="$cc",provider="$provider"} * 1000', "", 24, 8, NOTHING_BLOCKED),
        ("timeseries", t("Attempts that succeed, by network", "Доля успешных попыток по сетям", "Tentatives qui réussissent, par réseau"), "percentunit",
         'sum by (asn) (cordon:observations_ok:rate5m{cc="$cc",list="$provider"}) / sum by (asn) (cordon:observations:rate5m{cc="$cc",list="$provider"})', "AS{{asn}}", 24, 8, NO_DATA),
    ]),
    "network": (("cc", "asn"), [
        ("stat", t("Addresses cut off here", "Заблокировано адресов в этой сети", "Adresses coupées ici"), "locale",
         'cordon_blocked_addresses{cc="$cc",asn="$asn"}', "", 8, 4, NOTHING_BLOCKED),
        ("stat", t("Blocks", "Блокировок", "Blocages"), "short",
         'cordon_blocks{cc="$cc",asn="$asn",state="confirmed"}', "", 8, 4, NOTHING_BLOCKED),
        ("stat", t("Measuring sites", "Точек измерения", "Points de mesure"), "short",
         'cordon_network_sites{cc="$cc",asn="$asn"}', "", 8, 4, NO_DATA),
        ("table", t("What this network blocks", "Что блокирует эта сеть", "Ce que bloque ce réseau"), "dateTimeAsIso",
         'cordon_block_started_seconds{cc="$cc",asn="$asn"} * 1000', "", 24, 9, NOTHING_BLOCKED),
        ("bargauge", t("Behind the first network, per prefix", "Отставание от первой сети по префиксам", "Retard sur le premier réseau, par préfixe"), "s",
         'cordon_block_started_seconds{cc="$cc",asn="$asn"} - on (cidr) group_left () min by (cidr) (cordon_block_started_seconds{cc="$cc"})', "{{cidr}}", 12, 8, NOTHING_BLOCKED),
        ("timeseries", t("Attempts that succeed, by list", "Доля успешных попыток по спискам", "Tentatives qui réussissent, par liste"), "percentunit",
         'cordon:reachability:ratio5m{cc="$cc",asn="$asn"}', "{{list}} {{test}}", 12, 8, NO_DATA),
    ]),
    "collateral": (("cc",), [
        BLOCKED_ADDRESSES,
        ("stat", t("Of them not Telegram's", "Из них не Telegram", "Dont pas à Telegram"), "locale",
         'cordon_blocked_space_addresses{cc="$cc"} - (max by (cc) (sum by (cc, asn) (cordon_blocked_provider_addresses{cc="$cc",provider="telegram"})) or cordon_blocked_space_addresses{cc="$cc"} * 0)', "", 6, 4, NOTHING_BLOCKED),
        ("bargauge", t("Whose space, by provider and region", "Чьи адреса: провайдер и регион", "Espace touché, par hébergeur et région"), "locale",
         'max by (provider, region) (cordon_blocked_provider_addresses{cc="$cc",provider!="telegram"})', "{{provider}} {{region}}", 24, 10, NOTHING_BLOCKED),
    ]),
    "pipeline": ((), [
        ("stat", t("Parts that do not work", "Неработающие части", "Parties en panne"), "short",
         "count(cordon_part_up == 0) or vector(0)", "", 8, 4, NO_DATA),
        ("stat", t("Detection delay (median)", "Задержка обнаружения (медиана)", "Délai de détection (médiane)"), "s",
         'cordon_detection_delay_seconds{quantile="0.5"}', "", 8, 4, NOTHING_BLOCKED),
        ("stat", t("Behind: last folded observation", "Возраст последнего обработанного наблюдения", "Âge de la dernière observation traitée"), "s",
         "time() - (cordon_monitor_fold_time_seconds > 0)", "", 8, 4, NO_DATA),
        ("timeseries", t("Waiting records", "Записи в очереди", "Enregistrements en attente"), "short",
         "cordon_part_lag_records", "{{part}}", 12, 8, NO_DATA),
        ("timeseries", t("Batches by outcome", "Пакеты по исходу", "Lots, par issue"), "ops",
         "sum by (outcome) (rate(cordon_intake_batches_total[5m]))", "{{outcome}}", 12, 8, NO_DATA),
        ("timeseries", t("Refused observations by reason", "Отклонённые наблюдения по причинам", "Observations refusées, par raison"), "ops",
         "sum by (reason) (rate(cordon_intake_observations_rejected_total[5m])) or vector(0)", "{{reason}}", 12, 8, NO_DATA),
        ("timeseries", t("Archived", "Записано в архив", "Archivé"), "ops",
         "rate(cordon_archive_observations_total[5m])", "", 12, 8, NO_DATA),
    ]),
}


def variable(name, language):
    label, query = V[name]
    return {"type": "query", "name": name, "label": label[language], "datasource": DATA, "refresh": 2, "sort": 1,
            "query": {"query": query, "refId": "Variable-" + name}, "definition": query,
            "multi": False, "includeAll": False, "hide": 0, "options": []}


def panel(number, spec, x, y, language):
    kind, title, unit, query, legend, w, h, empty = spec
    options = {
        "stat": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "colorMode": "value"},
        "bargauge": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "orientation": "horizontal"},
        "table": {"showHeader": True},
        "timeseries": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": True}, "tooltip": {"mode": "multi", "sort": "desc"}},
    }[kind]
    target = {"refId": "A", "datasource": DATA, "expr": query, "legendFormat": legend,
              "instant": kind != "timeseries", "range": kind == "timeseries"}
    if kind == "table":
        target["format"] = "table"
    hidden = {name: True for name in ("Time", "__name__", "instance", "job", "cc")}
    return {"id": number, "type": kind, "title": title[language], "datasource": DATA,
            "gridPos": {"x": x, "y": y, "w": w, "h": h}, "targets": [target], "options": options,
            "transformations": [{"id": "organize", "options": {"excludeByName": hidden}}] if kind == "table" else [],
            "fieldConfig": {"defaults": {"unit": unit, "noValue": empty[language],
                                         "color": {"mode": "palette-classic-by-name" if kind == "timeseries" else "thresholds"},
                                         "thresholds": {"mode": "absolute", "steps": [
                                             {"value": None, "color": BLUE}, {"value": 1_000_000, "color": ORANGE}, {"value": 10_000_000, "color": VERMILION}]}},
                            "overrides": []}}


def layout(specs, language):
    panels, x, y, row = [], 0, 0, 0
    for number, spec in enumerate(specs, 1):
        if x + spec[5] > 24:
            x, y, row = 0, y + row, 0
        panels.append(panel(number, spec, x, y, language))
        x, row = x + spec[5], max(row, spec[6])
    return panels


def dashboard(name, language):
    variables, specs = BOARDS[name]
    links = [{"type": "link", "title": NAMES[other][language], "url": f"/d/cordon-{other}-{language}", "icon": "dashboard",
              "keepTime": True, "includeVars": True, "targetBlank": False, "asDropdown": False, "tags": [], "tooltip": ""}
             for other in BOARDS if other != name]
    begins = {"name": {"en": "Blocks", "ru": "Блокировки", "fr": "Blocages"}[language], "enable": True, "hide": False,
              "datasource": DATA, "iconColor": VERMILION, "expr": "cordon_incident_started_seconds * 1000",
              "useValueForTime": True, "titleFormat": "{{cidr}} {{provider}}", "step": "60s"}
    return {"uid": f"cordon-{name}-{language}", "title": NAMES[name][language], "tags": ["cordon", language],
            "schemaVersion": 39, "version": 1, "editable": False, "graphTooltip": 1, "timezone": "utc", "refresh": "30s",
            "time": {"from": "now-24h", "to": "now"}, "links": links, "annotations": {"list": [begins]},
            "templating": {"list": [variable(v, language) for v in variables]}, "panels": layout(specs, language)}


for language in LANGUAGES:
    folder = pathlib.Path(__file__).parent / "grafana" / language
    folder.mkdir(parents=True, exist_ok=True)
    for name in BOARDS:
        text = json.dumps(dashboard(name, language), ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
