//! The words of the ATT&CK matrix. What techniques are called is MITRE's and stands in the table.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;

words! {
    /// Techniques by tactic, as sandboxes saw them.
    AttackWords {
        technique: S = "Technique", "Техника";
        none: S =
            "No sandbox named a technique.",
            "Ни одна песочница не назвала технику.";
        unseen: fn(&str) -> String =
            |tactics| format!("Nothing seen of: {tactics}."),
            |tactics| format!("Не замечено: {tactics}.");
        no_tactic: S = "Tactic not known", "Тактика неизвестна";
        no_id: S = "Technique not named", "Техника не названа";
        withdrawn: S = "withdrawn by MITRE", "отозвана MITRE";
        became: fn(&str) -> String =
            |id| format!("withdrawn by MITRE, today {id}"),
            |id| format!("отозвана MITRE, сейчас {id}");
        signs: fn(u64) -> String =
            |n| format!("{n} {}", english(n, "signature", "signatures")),
            |n| format!("{n} {}", russian(n, "сигнатура", "сигнатуры", "сигнатур"));
        no_signs: S = "Nothing is said of what gave it away.", "Чем она себя выдала, не сказано.";
        seen: S = "What was seen", "Что замечено";
        matched: S = "What matched", "Что совпало";
        close: S = "Back to the matrix", "Назад к матрице";

        // What can be asked for and taken
        ask: fn(&str) -> String =
            |cost| format!("Ask for VirusTotal's own tactics · {cost}"),
            |cost| format!("Запросить тактики от VirusTotal · {cost}");
        ask_about: S =
            "Names and tactics are MITRE's and came with this page. VirusTotal's answer adds its own assignments, descriptions, and what sandboxes saw whose reports are not loaded.",
            "Названия и тактики взяты у MITRE и пришли вместе со страницей. Ответ VirusTotal добавит свои соответствия, описания и то, что видели песочницы, чьи отчёты не загружены.";
        trees: S = "VirusTotal's tactics", "тактики от VirusTotal";
        copy: S = "Copy the matrix", "Копировать матрицу";
        save: S = "Save as a Navigator layer", "Сохранить как слой Navigator";
        save_of: fn(&str) -> String =
            |domain| format!("Save as a Navigator layer ({domain})"),
            |domain| format!("Сохранить как слой Navigator ({domain})");
        layer_about: S =
            "What sandboxes of VirusTotal saw this file do. 100 is critical, 75 high, 50 medium, 25 low, 10 information.",
            "Что песочницы VirusTotal видели в поведении файла. 100 — критическая, 75 — высокая, 50 — средняя, 25 — низкая серьёзность, 10 — информация.";
        notice: fn(&str) -> String =
            |release| format!("Names and tactics: MITRE ATT&CK, release {release}. © 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation."),
            |release| format!("Названия и тактики: MITRE ATT&CK, выпуск {release}. © 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.");

        // Tactics
        reconnaissance: S = "Reconnaissance", "Разведка";
        resource_development: S = "Resource Development", "Подготовка ресурсов";
        initial_access: S = "Initial Access", "Первоначальный доступ";
        execution: S = "Execution", "Выполнение";
        persistence: S = "Persistence", "Закрепление";
        privilege_escalation: S = "Privilege Escalation", "Повышение привилегий";
        defense_evasion: S = "Defense Evasion", "Обход защиты";
        defense_impairment: S = "Defense Impairment", "Ослабление защиты";
        credential_access: S = "Credential Access", "Доступ к учётным данным";
        discovery: S = "Discovery", "Исследование";
        lateral_movement: S = "Lateral Movement", "Перемещение по сети";
        collection: S = "Collection", "Сбор данных";
        command_and_control: S = "Command and Control", "Управление и контроль";
        exfiltration: S = "Exfiltration", "Вывод данных";
        impact: S = "Impact", "Воздействие";
        network_effects: S = "Network Effects", "Воздействие на сеть";
        remote_service_effects: S = "Remote Service Effects", "Воздействие на удалённые службы";
    }
}
