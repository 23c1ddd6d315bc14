//! The words of what people say of an object: comments and votes, read and written.

use crate::words::report::words;
use crate::words::{english, russian};

type S = &'static str;
/// What happened and what to do.
type Said = (S, S);

words! {
    /// Comments and votes.
    CommunityWords {
        // Votes
        votes: S = "Votes", "Голоса";
        counted_malicious: fn(&str) -> String = |n| format!("Malicious: {n}"), |n| format!("Вредоносный: {n}");
        counted_harmless: fn(&str) -> String = |n| format!("Harmless: {n}"), |n| format!("Безвредный: {n}");
        no_votes: S = "Nobody has voted.", "Голосов нет.";
        votes_unknown: S = "The report does not say how people voted.", "Как голосовали люди, в отчёте не сказано.";
        show_votes: fn(&str) -> String =
            |cost| format!("Show the single votes · {cost}"),
            |cost| format!("Показать отдельные голоса · {cost}");
        list_of_votes: S = "votes", "голоса";
        verdict: S = "Vote", "Голос";
        weight: S = "Weight", "Вес";
        date: S = "Date", "Дата";
        malicious: S = "malicious", "вредоносный";
        harmless: S = "harmless", "безвредный";
        vote_malicious: S = "Vote “malicious”", "Голосовать «вредоносный»";
        vote_harmless: S = "Vote “harmless”", "Голосовать «безвредный»";
        vote_question: fn(&str) -> String =
            |word| format!("Vote “{word}”? Everybody sees the vote, it counts under your VirusTotal name, and it cannot be taken back here."),
            |word| format!("Проголосовать «{word}»? Голос увидят все, он засчитывается под вашим именем на VirusTotal, и отозвать его отсюда нельзя.");
        cast: fn(&str) -> String = |cost| format!("Cast the vote · {cost}"), |cost| format!("Отдать голос · {cost}");
        voted: fn(&str) -> String = |word| format!("You voted “{word}”."), |word| format!("Вы проголосовали «{word}».");
        cancel: S = "Cancel", "Отмена";

        // Comments
        comments: S = "Comments", "Комментарии";
        list_of_comments: S = "comments", "комментарии";
        no_comments: S = "Nobody has commented on this.", "Комментариев нет.";
        more: S = "More", "Ещё";
        reload: fn(&str) -> String =
            |cost| format!("Load the list anew · {cost}"),
            |cost| format!("Загрузить список заново · {cost}");
        helpful: fn(&str) -> String = |n| format!("Helpful {n}"), |n| format!("Полезно {n}");
        not_helpful: fn(&str) -> String = |n| format!("Not helpful {n}"), |n| format!("Бесполезно {n}");
        find_helpful: fn(&str) -> String =
            |cost| format!("This is helpful · {cost}"),
            |cost| format!("Это полезно · {cost}");
        find_unhelpful: fn(&str) -> String =
            |cost| format!("This is not helpful · {cost}"),
            |cost| format!("Это бесполезно · {cost}");
        abuse_offer: S = "Report abuse…", "Пожаловаться…";
        abuse: fn(&str) -> String = |n| format!("Abuse {n}"), |n| format!("Жалобы {n}");
        abuse_question: S =
            "Report this comment to VirusTotal as abuse? That cannot be taken back here.",
            "Пожаловаться VirusTotal на этот комментарий? Отозвать жалобу отсюда нельзя.";
        report_abuse: fn(&str) -> String = |cost| format!("Report abuse · {cost}"), |cost| format!("Пожаловаться · {cost}");
        counted: S = "Counted.", "Учтено.";
        author: S = "Author", "Автор";
        show_author: fn(&str) -> String = |cost| format!("Show the author · {cost}"), |cost| format!("Показать автора · {cost}");
        author_unknown: S = "VirusTotal does not say who wrote it.", "VirusTotal не говорит, кто это написал.";
        about: S = "About", "О чём";
        delete: S = "Delete…", "Удалить…";
        delete_question: S =
            "Delete this comment for everybody? Only its author can, and it cannot be brought back.",
            "Удалить комментарий для всех? Это может только автор, и вернуть его не получится.";
        delete_now: fn(&str) -> String = |cost| format!("Delete · {cost}"), |cost| format!("Удалить · {cost}");
        deleted: S = "The comment is deleted.", "Комментарий удалён.";
        whole_comment: S = "Show the whole comment", "Показать комментарий целиком";
        gone: S = "VirusTotal could not find this comment any more.", "VirusTotal больше не находит этот комментарий.";
        related: S = "Comments on what belongs to it", "Комментарии к связанному";
        show_related: fn(&str) -> String =
            |cost| format!("Show comments on related objects · {cost}"),
            |cost| format!("Показать комментарии к связанным объектам · {cost}");

        // Writing
        write: S = "Write a comment", "Написать комментарий";
        your_comment: S = "Your comment", "Ваш комментарий";
        public: S =
            "Everybody can read it, under your VirusTotal name. Words with a # become tags. Do not name people or companies that did not ask for it.",
            "Его смогут читать все, под вашим именем на VirusTotal. Слова с # станут метками. Не называйте людей и компании без их согласия.";
        signs: fn(u64, &str) -> String =
            |n, text| format!("{text} {}", english(n, "character", "characters")),
            |n, text| format!("{text} {}", russian(n, "знак", "знака", "знаков"));
        tags: S = "Tags:", "Метки:";
        publish: fn(&str) -> String = |cost| format!("Publish · {cost}"), |cost| format!("Опубликовать · {cost}");
        published: S = "Your comment is published.", "Ваш комментарий опубликован.";
        unseen: S =
            "VirusTotal took it and did not send it back; load the list anew to see it.",
            "VirusTotal принял его, но не прислал обратно; загрузите список заново, чтобы его увидеть.";
        sending: S = "Sending", "Отправляем";
        do_not_send: S = "Do not send it", "Не отправлять";
        send_again: fn(&str) -> String = |cost| format!("Send again · {cost}"), |cost| format!("Отправить ещё раз · {cost}");
        send_anyway: fn(&str) -> String =
            |cost| format!("Send again all the same · {cost}"),
            |cost| format!("Всё равно отправить ещё раз · {cost}");
        open_settings: S = "Open the settings", "Открыть настройки";

        // Why something was not done
        may_have_arrived: S =
            "It may have arrived all the same. Load the list anew before you send it again.",
            "Возможно, он всё же дошёл. Загрузите список заново, прежде чем отправлять ещё раз.";
        twice_comment: Said = (
            "You have written the same comment here already.",
            "VirusTotal takes each comment once. Change the text, or leave it at that."
        ), (
            "Такой же ваш комментарий здесь уже есть.",
            "VirusTotal принимает каждый комментарий один раз. Измените текст или оставьте как есть."
        );
        twice_vote: Said = (
            "You have already voted on this.",
            "A vote cannot be changed through the API; VirusTotal's own page may offer it."
        ), (
            "Вы уже голосовали.",
            "Через API голос изменить нельзя; возможно, это предлагает сайт VirusTotal."
        );
        twice_vote_as: fn(&str) -> String =
            |word| format!("You have already voted “{word}”."),
            |word| format!("Вы уже проголосовали «{word}».");
        twice_applause: Said = (
            "You have already voted on this comment.",
            "There is nothing more to do."
        ), (
            "Вы уже оценили этот комментарий.",
            "Больше ничего делать не нужно."
        );
        not_author: Said = (
            "Only its author can delete a comment.",
            "This key belongs to somebody else. If the comment breaks rules, report it as abuse."
        ), (
            "Удалить комментарий может только его автор.",
            "Этот ключ принадлежит другому пользователю. Если комментарий нарушает правила, пожалуйтесь на него."
        );
        may_not: Said = (
            "This key may not do that.",
            "VirusTotal refuses it to the key's user. Asking again does not help."
        ), (
            "Этому ключу это не разрешено.",
            "VirusTotal отказывает пользователю ключа. Повтор не поможет."
        );
        comment_gone: Said = (
            "This comment is no longer there.",
            "Somebody deleted it. Load the list anew to see what is left."
        ), (
            "Этого комментария больше нет.",
            "Его удалили. Загрузите список заново, чтобы увидеть остальное."
        );
        object_gone: Said = (
            "VirusTotal does not know this object.",
            "What it has never seen cannot be commented or voted on."
        ), (
            "VirusTotal не знает этого объекта.",
            "О том, чего он ещё не видел, нельзя ни написать, ни проголосовать."
        );
        text_refused: Said = (
            "VirusTotal does not accept this text.",
            "Its reason stands below. Change the text and publish it again."
        ), (
            "VirusTotal не принимает этот текст.",
            "Причина указана ниже. Измените текст и опубликуйте снова."
        );
        not_understood: Said = (
            "VirusTotal did not understand this.",
            "That is a fault of this page or of the proxy: please report it."
        ), (
            "VirusTotal этого не понял.",
            "Ошибка в этой странице или в прокси: сообщите о ней, пожалуйста."
        );
    }
}
