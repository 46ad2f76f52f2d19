"""What the dashboards ask and say, in three languages; generate.py writes them as Grafana reads them."""


def t(en, ru, fr):
    return {"en": en, "ru": ru, "fr": fr}


NAMES = {
    "overview": t("Overview", "Обзор", "Vue d'ensemble"),
    "incident": t("Incident", "Инцидент", "Incident"),
    "provider": t("Provider", "Провайдер", "Hébergeur"),
    "network": t("Network", "Сеть", "Réseau"),
    "collateral": t("Who else is hit", "Кто ещё пострадал", "Qui d'autre est touché"),
    "pipeline": t("Pipeline", "Конвейер", "Chaîne de traitement"),
}
VARIABLES = {
    "cc": (t("Country", "Страна", "Pays"), "label_values(cordon_network_sites, cc)"),
    "asn": (t("Network (AS)", "Сеть (AS)", "Réseau (AS)"), 'label_values(cordon_network_sites{cc="$cc"}, asn)'),
    "cidr": (t("Prefix", "Префикс", "Préfixe"), 'label_values(cordon_incident_started_seconds{cc="$cc"}, cidr)'),
    "provider": (t("Provider", "Провайдер", "Hébergeur"), "label_values(cordon_blocked_provider_addresses, provider)"),
    # where links to pages lead
    "api": (t("Collector", "Коллектор", "Collecteur"), "label_values(cordon_collector_info, url)"),
}
TEXTS = {
    "unmeasured": t("Nothing measured yet", "Измерений ещё нет", "Rien de mesuré encore"),
    "unblocked": t("No block known", "Блокировок не обнаружено", "Aucun blocage connu"),
    "unasked": t("No service known inside", "Известных сервисов внутри нет", "Aucun service connu à l'intérieur"),
    "unregistered": t("No register given", "Реестр не задан", "Aucun registre fourni"),
    "silent": t("None so far", "Пока нет", "Aucun jusqu'ici"),
    "blocks": t("Blocks", "Блокировки", "Blocages"),
    "register": t("Register updated", "Реестр обновлён", "Registre mis à jour"),
    "quote": t("Sentences and pictures to quote", "Тексты и картинки для цитирования", "Phrases et images à citer"),
    "id": t("Id", "Номер", "Numéro"),
    "cidr": t("Prefix", "Префикс", "Préfixe"),
    "provider": t("Whose", "Чей", "À qui"),
    "asn": t("AS", "AS", "AS"),
    "mechanism": t("Means", "Способ", "Moyen"),
    "cause": t("Cause", "Причина", "Cause"),
    "state": t("State", "Состояние", "État"),
    "region": t("Data centre", "Дата-центр", "Centre de données"),
    "since": t("Since (UTC)", "С (UTC)", "Depuis (UTC)"),
    "blocking": t("Networks that block", "Сетей блокирует", "Réseaux qui bloquent"),
    "measured": t("of measured", "из измеренных", "parmi les mesurés"),
    "addresses": t("Addresses", "Адресов", "Adresses"),
    "down": t("Services measured down", "Сервисов недоступно (измерено)", "Services mesurés hors service"),
    "sure": t("How sure", "Уверенность", "Certitude"),
    "observations": t("Observations", "Наблюдений", "Observations"),
    "sites": t("Sites", "Точек", "Points"),
    "targets": t("Targets", "Целей", "Cibles"),
    "lost": t("Share cut off", "Доля заблокированного", "Part coupée"),
}
ANY = t("", "", "")
ALL = t("all", "всего", "en tout")
OTHERS = t("not Telegram's", "не Telegram", "pas à Telegram")
MEDIAN = t("half within", "половина за", "la moitié en")
NINE = t("nine in ten within", "девять из десяти за", "neuf sur dix en")
MOST = t("99 in 100 within", "99 из 100 за", "99 sur 100 en")


def stat(title, says, unit, query, thresholds="plain", empty="unblocked", w=4):
    return {"kind": "stat", "title": title, "says": says, "unit": unit, "queries": [(query, "")],
            "thresholds": thresholds, "empty": empty, "w": w, "h": 4}


def bars(title, says, unit, query, legend, thresholds="plain", empty="unblocked", w=12, h=8):
    return {"kind": "bargauge", "title": title, "says": says, "unit": unit, "queries": [(query, legend)],
            "thresholds": thresholds, "empty": empty, "w": w, "h": h}


def lines(title, says, unit, queries, empty="unblocked", w=12, h=8, series=()):
    return {"kind": "timeseries", "title": title, "says": says, "unit": unit, "queries": queries, "series": series,
            "thresholds": "plain", "empty": empty, "w": w, "h": h}


def table(title, says, labels, columns, links=None, empty="unblocked", h=9):
    """columns: (name, unit, thresholds, query); rows are joined by the labels that the queries share."""
    return {"kind": "table", "title": title, "says": says, "unit": "short", "labels": labels, "links": links or {},
            "columns": [column[:3] for column in columns], "queries": [(column[3], "") for column in columns],
            "thresholds": "plain", "empty": empty, "w": 24, "h": h}


TO_INCIDENT = [
    (t("Show this incident", "Показать инцидент", "Voir cet incident"),
     "/d/cordon-incident-LANGUAGE?var-cc=${cc}&var-cidr=${__value.raw}"),
    (t("Page to quote", "Страница для цитирования", "Page à citer"),
     "${api:raw}/incidents/${__data.fields[0]}?lang=LANGUAGE"),
]
TO_NETWORK = [(t("Show this network", "Показать сеть", "Voir ce réseau"),
               "/d/cordon-network-LANGUAGE?var-cc=${cc}&var-asn=${__value.raw}")]
TO_PROVIDER = [(t("Show this provider", "Показать провайдера", "Voir cet hébergeur"),
                "/d/cordon-provider-LANGUAGE?var-cc=${cc}&var-provider=${__value.raw}")]


def incidents(where, title, says, h=9):
    """One row an active incident."""
    return table(title, says, ["id", "cidr", "provider"], [
        ("since", "dateTimeAsIso", "plain", f"max by (id, cidr, provider) (cordon_incident_started_seconds{{{where}}}) * 1000"),
        ("blocking", "short", "plain", f"max by (id, cidr, provider) (cordon_incident_networks_blocking{{{where}}})"),
        ("measured", "short", "plain", f"max by (id, cidr, provider) (cordon_incident_networks_measured{{{where}}})"),
        ("addresses", "locale", "addresses", f"max by (id, cidr, provider) (cordon_incident_addresses{{{where}}})"),
    ], {"cidr": TO_INCIDENT, "provider": TO_PROVIDER}, h=h)


BLOCKED = stat(t("Addresses cut off", "Заблокировано адресов", "Adresses coupées"),
               t("IPv4 addresses that at least one network cuts off, each counted once.",
                 "Адреса IPv4, недоступные хотя бы в одной сети; каждый считается один раз.",
                 "Adresses IPv4 qu'au moins un réseau coupe, chacune comptée une fois."),
               "locale", 'cordon_blocked_space_addresses{cc="$cc"}', "addresses")
INNOCENT = stat(t("Of them not Telegram's", "Из них не Telegram", "Dont pas à Telegram"),
                t("Addresses inside confirmed blocks that are not the target's own.",
                  "Адреса внутри подтверждённых блокировок, не принадлежащие цели.",
                  "Adresses dans des blocages confirmés qui ne sont pas celles de la cible."),
                "locale", 'cordon_innocent_addresses{cc="$cc"}', "addresses")
DOWN = stat(t("Services measured down", "Недоступные сервисы (измерено)", "Services mesurés hors service"),
            t("Services whose own address was tried and did not answer where it is cut off, and did elsewhere.",
              "Сервисы, чей адрес проверен: не отвечает там, где заблокирован, и отвечает в других местах.",
              "Services dont l'adresse a été essayée : muette où elle est coupée, vivante ailleurs."),
            "short", 'sum(cordon_collateral_services{cc="$cc",status="measured_down"})', "count", "unasked")
SITES = stat(t("Measuring sites", "Точек измерения", "Points de mesure"),
             t("Places that sent observations within an hour. A network with one site confirms nothing.",
               "Места, откуда пришли измерения за час. Одна точка ничего не подтверждает.",
               "Lieux qui ont envoyé des mesures en une heure. Un seul ne confirme rien."),
             "short", 'sum(cordon_network_sites{cc="$cc"})', "sites", "unmeasured")
REACHED = 'sum by ({0}) (cordon:observations_ok:rate5m{{{1}}}) / sum by ({0}) (cordon:observations:rate5m{{{1}}})'
SUCCESS_SAYS = t("Share of all attempts of the last five minutes that worked.", "Доля удачных попыток за пять минут.",
                 "Part des tentatives réussies en cinq minutes.")
LISTS = ("amazon", "canary", "collateral", "control", "google", "other", "proxy", "telegram")
COVERED = ("open", "blocked", "insufficient", "no_control", "unmeasured")

BOARDS = {
    "overview": {
        "answers": t("What is cut off, where, since when, how sure, and who else is hit: in ten seconds.",
                     "Что заблокировано, где, с какого времени, насколько точно и кто ещё пострадал — за десять секунд.",
                     "Ce qui est coupé, où, depuis quand, avec quelle certitude, et qui d'autre est touché : en dix secondes."),
        "variables": ("cc",),
        "panels": [
            BLOCKED,
            INNOCENT,
            stat(t("Active incidents", "Активные инциденты", "Incidents en cours"),
                 t("Prefixes that are cut off now, each counted once however many networks do.",
                   "Префиксы, недоступные сейчас; каждый считается один раз.",
                   "Préfixes coupés maintenant, chacun compté une fois."),
                 "short", 'cordon_incidents{cc="$cc",state="active"}', "count"),
            stat(t("Networks that block", "Сети, которые блокируют", "Réseaux qui bloquent"),
                 t("Networks with at least one confirmed block.", "Сети хотя бы с одной подтверждённой блокировкой.",
                   "Réseaux avec au moins un blocage confirmé."),
                 "short", 'count(count by (asn) (cordon_blocks{cc="$cc",state="confirmed"} > 0))', "count"),
            DOWN,
            SITES,
            incidents('cc="$cc"', t("What is cut off, since when", "Что заблокировано и с какого времени", "Ce qui est coupé, depuis quand"),
                      t("One row an incident; the prefix leads to its page.", "Одна строка — один инцидент.", "Une ligne par incident.")),
            lines(t("Blocked addresses", "Заблокированные адреса", "Adresses bloquées"), BLOCKED["says"], "locale",
                  [('cordon_blocked_space_addresses{cc="$cc"}', ALL), ('cordon_innocent_addresses{cc="$cc"}', OTHERS)],
                  series=(ALL, OTHERS)),
            bars(t("Whose addresses (the network that blocks most)", "Чьи это адреса (по сети с наибольшим числом)",
                   "À qui sont ces adresses (réseau qui bloque le plus)"),
                 t("Owners may overlap: what is rented out counts for both.", "Владельцы могут пересекаться.",
                   "Les propriétaires peuvent se recouvrir."), "locale",
                 'sort_desc(max by (provider) (sum by (provider, asn) (cordon_blocked_provider_addresses{cc="$cc"})))',
                 "{{provider}}", "addresses"),
            bars(t("By what means, and is it the censor", "Каким способом и цензура ли это", "Par quel moyen, et est-ce la censure"),
                 t("Active incidents by mechanism and cause.", "Активные инциденты по способу и причине.",
                   "Incidents en cours par moyen et cause."), "short",
                 'sum by (mechanism, cause) (cordon_active_incidents{cc="$cc"})', "{{mechanism}} · {{cause}}", "count"),
            lines(t("Attempts that succeed, by list", "Доля успешных попыток по спискам", "Tentatives qui réussissent, par liste"),
                  SUCCESS_SAYS, "percentunit", [(REACHED.format("list", 'cc="$cc"'), "{{list}}")], "unmeasured", series=LISTS),
        ],
    },
    "incident": {
        "answers": t("One prefix: since when, in which networks, by what means, on what evidence, who lives next door.",
                     "Один префикс: с какого времени, в каких сетях, каким способом, на чём основано, кто рядом.",
                     "Un préfixe : depuis quand, dans quels réseaux, par quel moyen, sur quelles preuves, qui vit à côté."),
        "variables": ("cc", "cidr"),
        "panels": [
            stat(t("Began (UTC)", "Начало (UTC)", "Début (UTC)"),
                 t("The earliest start of any network.", "Самое раннее начало среди сетей.", "Le premier début, tous réseaux."),
                 "dateTimeAsIso", 'cordon_incident_started_seconds{cc="$cc",cidr="$cidr"} * 1000'),
            stat(t("Networks that block", "Сети, которые блокируют", "Réseaux qui bloquent"), ANY,
                 "short", 'cordon_incident_networks_blocking{cc="$cc",cidr="$cidr"}', "count"),
            stat(t("Networks measured", "Измеренные сети", "Réseaux mesurés"), ANY,
                 "short", 'cordon_incident_networks_measured{cc="$cc",cidr="$cidr"}'),
            stat(t("Addresses", "Адресов", "Adresses"), ANY, "locale", 'cordon_incident_addresses{cc="$cc",cidr="$cidr"}', "addresses"),
            stat(INNOCENT["title"], INNOCENT["says"], "locale",
                 'cordon_incident_innocent_addresses{cc="$cc",cidr="$cidr"}', "addresses"),
            stat(DOWN["title"], DOWN["says"], "short",
                 'cordon_incident_services{cc="$cc",cidr="$cidr",status="measured_down"}', "count", "unasked"),
            table(t("Network by network: since when, by what means, on what evidence",
                    "По сетям: с какого времени, каким способом, на чём основано",
                    "Réseau par réseau : depuis quand, par quel moyen, sur quelles preuves"),
                  t("Confirmed needs sites beyond a third of the network's, and at least two.",
                    "Подтверждение требует больше трети точек сети и не менее двух.",
                    "Confirmer demande plus d'un tiers des points du réseau, deux au moins."),
                  ["id", "asn", "cidr", "mechanism", "cause", "state"], [
                ("since", "dateTimeAsIso", "plain",
                 'max by (id, asn, cidr, mechanism, cause, state) (cordon_block_started_seconds{cc="$cc",incident="$cidr"}) * 1000'),
                ("sure", "percentunit", "sure",
                 'max by (id) (cordon_block_confidence{cc="$cc"} and on (id) cordon_block_started_seconds{cc="$cc",incident="$cidr"})'),
                *((what, "locale", "sites" if what == "sites" else "plain",
                   f'max by (id) (cordon_block_evidence{{cc="$cc",of="{what}"}} and on (id) cordon_block_started_seconds{{cc="$cc",incident="$cidr"}})')
                  for what in ("observations", "sites", "targets")),
            ], {"asn": TO_NETWORK}),
            {"kind": "state-timeline", "title": t("When each network blocked it", "Когда блокировала каждая сеть", "Quand chaque réseau l'a bloqué"),
             "says": t("A bar while there is an active block, as it was known at that time.",
                       "Полоса — пока блокировка активна, как было известно тогда.",
                       "Une barre tant que le blocage est actif, tel qu'on le savait alors."),
             "unit": "short", "queries": [('count by (asn) (cordon_block_started_seconds{cc="$cc",incident="$cidr"})', "AS{{asn}}")],
             "thresholds": "fault", "empty": "unblocked", "w": 12, "h": 8},
            bars(t("Innocent neighbours: services inside", "Невинные соседи: сервисы внутри", "Voisins innocents : services à l'intérieur"),
                 t("measured_*: tried under its name. inferred: only known to live there; never add the two.",
                   "measured_*: проверено по имени. inferred: известен лишь адрес; не складывать.",
                   "measured_* : essayé par son nom. inferred : on sait seulement qu'il y habite ; ne pas additionner."),
                 "short", 'sum by (status) (cordon_incident_services{cc="$cc",cidr="$cidr"})', "{{status}}", empty="unasked"),
        ],
    },
    "provider": {
        "answers": t("How much of one provider is cut off, where, and by whom; Telegram data centre by data centre.",
                     "Сколько адресов провайдера заблокировано, где и кем; Telegram — по дата-центрам.",
                     "Combien d'un hébergeur est coupé, où et par qui ; Telegram centre par centre."),
        "variables": ("cc", "provider"),
        "panels": [
            lines(t("Blocked by network", "Заблокировано по сетям", "Bloqué, par réseau"), BLOCKED["says"], "locale",
                  [('sum by (asn) (cordon_blocked_provider_addresses{cc="$cc",provider="$provider"})', "AS{{asn}}")]),
            bars(t("By region (the network that blocks most)", "По регионам (сеть с наибольшим числом)", "Par région (réseau qui bloque le plus)"),
                 t("Regions as the provider publishes them; empty where it names none.", "Регионы, как их публикует провайдер.",
                   "Régions telles que publiées par l'hébergeur."), "locale",
                 'sort_desc(max by (region) (cordon_blocked_provider_addresses{cc="$cc",provider="$provider"}))', "{{region}}", "addresses"),
            incidents('cc="$cc",provider="$provider"', t("Incidents in its space", "Инциденты в его адресах", "Incidents dans son espace"), ANY, h=8),
            table(t("Telegram, data centre by data centre and network", "Telegram по дата-центрам и сетям", "Telegram, centre par centre et réseau"),
                  t("Share of the measured prefixes of each data centre in which the network has a confirmed block.",
                    "Доля измеренных префиксов дата-центра с подтверждённой блокировкой в сети.",
                    "Part des préfixes mesurés de chaque centre avec un blocage confirmé."),
                  ["region", "asn"], [
                ("lost", "percentunit", "lost",
                 '(sum by (region, asn) (cordon_coverage_prefixes{cc="$cc",provider="telegram",region!="",status="blocked"}) '
                 'or sum by (region, asn) (cordon_coverage_prefixes{cc="$cc",provider="telegram",region!="",status!="unmeasured"}) * 0) '
                 '/ sum by (region, asn) (cordon_coverage_prefixes{cc="$cc",provider="telegram",region!="",status!="unmeasured"})'),
            ], {"asn": TO_NETWORK}, "unmeasured", h=8),
            lines(t("Attempts that succeed, by network", "Доля успешных попыток по сетям", "Tentatives qui réussissent, par réseau"),
                  SUCCESS_SAYS, "percentunit", [(REACHED.format("asn", 'cc="$cc",list="$provider"'), "AS{{asn}}")], "unmeasured"),
            bars(t("Of how much of it anything can be said", "О какой его части можно судить", "De quelle part on peut parler"),
                 t("Telegram, Google and Amazon: prefixes by what the networks know of them.",
                   "Telegram, Google и Amazon: префиксы по тому, что о них известно.",
                   "Telegram, Google et Amazon : préfixes selon ce qu'on en sait."), "short",
                 'sum by (status) (cordon_coverage_prefixes{cc="$cc",provider="$provider"})', "{{status}}", empty="unmeasured"),
        ],
    },
    "network": {
        "answers": t("What one network blocks, how far behind the others, and how that fits the register.",
                     "Что блокирует одна сеть, насколько отстаёт от других и как это согласуется с реестром.",
                     "Ce qu'un réseau bloque, son retard sur les autres, et l'accord avec le registre."),
        "variables": ("cc", "asn"),
        "panels": [
            stat(t("Addresses cut off here", "Заблокировано адресов в этой сети", "Adresses coupées ici"), BLOCKED["says"], "locale",
                 'cordon_blocked_addresses{cc="$cc",asn="$asn"}', "addresses", w=6),
            stat(t("Confirmed blocks", "Подтверждённых блокировок", "Blocages confirmés"), ANY, "short",
                 'cordon_blocks{cc="$cc",asn="$asn",state="confirmed"}', "count", w=6),
            stat(t("Behind the first network (median)", "Отставание от первой сети (медиана)", "Retard sur le premier réseau (médiane)"),
                 t("Over the prefixes that it blocks.", "По префиксам, которые она блокирует.", "Sur les préfixes qu'il bloque."), "s",
                 'quantile(0.5, max by (cidr) (cordon_block_started_seconds{cc="$cc",asn="$asn"}) - on (cidr) min by (cidr) (cordon_block_started_seconds{cc="$cc"}))',
                 "late", w=6),
            stat(SITES["title"], SITES["says"], "short", 'cordon_network_sites{cc="$cc",asn="$asn"}', "sites", "unmeasured", w=6),
            table(t("What this network blocks", "Что блокирует эта сеть", "Ce que bloque ce réseau"), ANY,
                  ["id", "cidr", "provider", "mechanism", "cause", "state"], [
                ("since", "dateTimeAsIso", "plain",
                 'max by (id, cidr, provider, mechanism, cause, state) (cordon_block_started_seconds{cc="$cc",asn="$asn"}) * 1000'),
                ("sure", "percentunit", "sure", 'max by (id) (cordon_block_confidence{cc="$cc",asn="$asn"})'),
            ], {"provider": TO_PROVIDER}),
            bars(t("Behind the first network, per prefix", "Отставание от первой сети по префиксам", "Retard sur le premier réseau, par préfixe"),
                 t("0: this network was the first.", "0: эта сеть была первой.", "0 : ce réseau était le premier."), "s",
                 'sort_desc(max by (cidr) (cordon_block_started_seconds{cc="$cc",asn="$asn"}) - on (cidr) min by (cidr) (cordon_block_started_seconds{cc="$cc"}))',
                 "{{cidr}}", "late"),
            bars(t("Register score-card", "Сверка с реестром", "Comparaison avec le registre"),
                 t("Addresses by what the register says and what this network enforces.",
                   "Адреса: что в реестре и что блокирует эта сеть.",
                   "Adresses selon le registre et selon ce que ce réseau applique."), "locale",
                 'sum by (class) (cordon_registry_addresses{cc="$cc",asn="$asn"})', "{{class}}", empty="unregistered"),
            lines(t("Attempts that succeed, by list and test", "Доля успешных попыток по спискам и тестам", "Tentatives qui réussissent, par liste et test"),
                  SUCCESS_SAYS, "percentunit", [('cordon:reachability:ratio5m{cc="$cc",asn="$asn"}', "{{list}} {{test}}")], "unmeasured",
                  series=[name + " tcp" for name in LISTS]),
            bars(t("What this network can speak of", "О чём эта сеть может судить", "Ce dont ce réseau peut parler"),
                 t("Prefixes of Telegram, Google and Amazon.", "Префиксы Telegram, Google и Amazon.", "Préfixes de Telegram, Google et Amazon."),
                 "short", 'sum by (provider, status) (cordon_coverage_prefixes{cc="$cc",asn="$asn"})', "{{provider}}: {{status}}", empty="unmeasured"),
        ],
    },
    "collateral": {
        "answers": t("Who else is hit: whose space, which kinds of services, and what an address of the target costs others.",
                     "Кто ещё пострадал: чьи адреса, какие сервисы и во что обходится другим один адрес цели.",
                     "Qui d'autre est touché : quel espace, quels services, et ce qu'une adresse de la cible coûte aux autres."),
        "variables": ("cc",),
        "panels": [
            BLOCKED,
            INNOCENT,
            stat(t("Others' per one of Telegram's", "Чужих на один адрес Telegram", "Autres pour une de Telegram"),
                 t("How many innocent addresses are cut off for each of the target's.",
                   "Сколько чужих адресов заблокировано на каждый адрес цели.",
                   "Combien d'adresses innocentes sont coupées pour une de la cible."), "short",
                 'cordon_innocent_addresses{cc="$cc"} / on (cc) (sum by (cc) (cordon_target_addresses{cc="$cc"}) > 0)'),
            DOWN,
            stat(t("Known to live inside, not measured", "Живут внутри, не измерены", "Y habitent, non mesurés"),
                 t("Services of which only the address is known. Not measured: never add them to the rest.",
                   "Известен лишь адрес. Не измерено: не складывать.", "On n'en connaît que l'adresse : ne pas additionner."),
                 "short", 'sum(cordon_collateral_services{cc="$cc",status="inferred"})', empty="unasked"),
            stat(t("Inside, and working", "Внутри, но работают", "À l'intérieur, et vivants"),
                 t("Services inside that were tried and answered.", "Сервисы внутри, которые ответили.", "Services à l'intérieur qui ont répondu."),
                 "short", 'sum(cordon_collateral_services{cc="$cc",status="measured_up"})', empty="unasked"),
            bars(t("Measured down, by category", "Недоступны (измерено), по категориям", "Mesurés hors service, par catégorie"), DOWN["says"], "short",
                 'sum by (category) (cordon_collateral_services{cc="$cc",status="measured_down"}) > 0', "{{category}}", "count", "unasked"),
            bars(t("Known to live inside, by category (not measured)", "Живут внутри, по категориям (не измерено)", "Y habitent, par catégorie (non mesurés)"), ANY, "short",
                 'sum by (category) (cordon_collateral_services{cc="$cc",status="inferred"}) > 0', "{{category}}", empty="unasked"),
            bars(t("Whose space, by provider and region", "Чьи адреса: провайдер и регион", "Espace touché, par hébergeur et région"), ANY, "locale",
                 'topk(20, max by (provider, region) (cordon_blocked_provider_addresses{cc="$cc",provider!="telegram"}))', "{{provider}} {{region}}", "addresses"),
            lines(t("Innocent addresses over time", "Чужие адреса во времени", "Adresses innocentes dans le temps"), INNOCENT["says"], "locale",
                  [('cordon_innocent_addresses{cc="$cc"}', OTHERS)], series=(OTHERS,)),
        ],
    },
    "pipeline": {
        "answers": t("For operators: does every part work, how late is what it says, what is refused and why.",
                     "Для операторов: всё ли работает, с какой задержкой, что отклонено и почему.",
                     "Pour les opérateurs : tout marche-t-il, avec quel retard, qu'est-ce qui est refusé et pourquoi."),
        "variables": (),
        "panels": [
            stat(t("Parts that do not work", "Неработающие части", "Parties en panne"),
                 t("As /readyz says it.", "Как сообщает /readyz.", "Comme le dit /readyz."), "short",
                 "count(cordon_part_up == 0) or vector(0)", "fault", "unmeasured"),
            stat(t("Records that wait", "Записей в очереди", "Enregistrements en attente"), ANY, "short",
                 "sum(cordon_part_lag_records)", "queue", "unmeasured"),
            stat(t("Detection delay, median", "Задержка обнаружения, медиана", "Délai de détection, médiane"),
                 t("From the begin of a block to its first verdict.", "От начала блокировки до первого вывода.",
                   "Du début d'un blocage au premier verdict."), "s", 'cordon_detection_delay_seconds{quantile="0.5"}', "late"),
            stat(t("Detection delay, 9 in 10", "Задержка обнаружения, 9 из 10", "Délai de détection, 9 sur 10"), ANY, "s",
                 'cordon_detection_delay_seconds{quantile="0.9"}', "late"),
            stat(t("Age of the last folded observation", "Возраст последнего обработанного наблюдения", "Âge de la dernière observation traitée"), ANY, "s",
                 "time() - (cordon_monitor_fold_time_seconds > 0)", "late", "unmeasured"),
            stat(t("Age of the last archived observation", "Возраст последнего архивного наблюдения", "Âge de la dernière observation archivée"), ANY, "s",
                 "time() - (cordon_archive_time_seconds > 0)", "late", "unmeasured"),
            lines(t("Waiting records, by part", "Записи в очереди по частям", "Enregistrements en attente, par partie"), ANY, "short",
                  [("cordon_part_lag_records", "{{part}}")], "unmeasured", series=("intake", "archive", "monitor", "board", "broker")),
            lines(t("Observations: folded, archived", "Наблюдения: обработано, в архиве", "Observations : traitées, archivées"), ANY, "ops",
                  [("rate(cordon_monitor_observations_total[5m])", t("folded", "обработано", "traitées")),
                   ("rate(cordon_archive_observations_total[5m])", t("archived", "в архиве", "archivées"))], "unmeasured",
                  series=(t("folded", "обработано", "traitées"), t("archived", "в архиве", "archivées"))),
            lines(t("Batches by outcome", "Пакеты по исходу", "Lots, par issue"),
                  t("accepted, or why nothing of a batch counts.", "accepted или причина отказа.", "accepted, ou la raison du refus."), "ops",
                  [("sum by (outcome) (rate(cordon_intake_batches_total[5m]))", "{{outcome}}")], "unmeasured", series=("accepted", "duplicate")),
            lines(t("Gateway: batches by outcome", "Шлюз: пакеты по исходу", "Passerelle : lots, par issue"), ANY, "ops",
                  [("sum by (outcome) (rate(cordon_gateway_batches_total[5m]))", "{{outcome}}")], "silent", series=("accepted",)),
            lines(t("Refused observations by reason", "Отклонённые наблюдения по причинам", "Observations refusées, par raison"), ANY, "ops",
                  [("sum by (reason) (rate(cordon_intake_observations_rejected_total[5m]))", "{{reason}}")], "silent"),
            lines(t("How long batches waited in spools", "Сколько пакеты ждали у зондов", "Attente des lots chez les sondes"),
                  t("Age of the oldest observation of a batch when it came in.", "Возраст старейшего наблюдения пакета при приёме.",
                    "Âge de la plus vieille observation d'un lot à son arrivée."), "s",
                  [("histogram_quantile(0.5, sum by (le) (rate(cordon_intake_batch_age_seconds_bucket[15m])))", MEDIAN),
                   ("histogram_quantile(0.99, sum by (le) (rate(cordon_intake_batch_age_seconds_bucket[15m])))", MOST)],
                  "unmeasured", series=(MEDIAN, MOST)),
            lines(t("From the deciding observation to the verdict", "От решающего наблюдения до вывода", "De l'observation décisive au verdict"), ANY, "s",
                  [("histogram_quantile(0.9, sum by (le) (rate(cordon_verdict_delay_seconds_bucket[15m])))", NINE)], "silent", series=(NINE,)),
            lines(t("Webhooks: messages not taken yet", "Вебхуки: недоставленные сообщения", "Webhooks : messages en attente"), ANY, "short",
                  [("cordon_webhook_pending", "{{receiver}}")], "silent"),
            lines(t("Sites by network", "Точки по сетям", "Points de mesure, par réseau"), SITES["says"], "short",
                  [("sum by (asn) (cordon_network_sites)", "AS{{asn}}")], "unmeasured"),
            lines(t("Memory", "Память", "Mémoire"), ANY, "bytes",
                  [('process_resident_memory_bytes{job="cordon-collector"}', "RSS"), ('sum(jvm_memory_bytes_used{job="cordon-collector",area="heap"})', "heap")],
                  "unmeasured", series=("RSS", "heap")),
        ],
    },
}
