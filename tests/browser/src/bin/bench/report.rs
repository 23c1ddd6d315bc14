//! What large reports take: from the last byte to the paint, the longest task after it, the longest frame of scrolling
//! through it; and beside them the same bytes in `JSON.parse` and in a plain table. Printed, never judged.

use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::{Value, json};
use stand_in::fixtures::{Identity, content, large};

use crate::page::in_own_browser;
use crate::rounds::median;

const SCRIPT: &str = include_str!("report.js");

/// A figure of every round.
#[derive(Default)]
struct Figures(Vec<f64>);

impl Figures {
    fn note(&mut self, answer: &Value, name: &str) {
        let figure = answer.get(name).and_then(Value::as_f64);
        self.0.push(figure.unwrap_or_else(|| panic!("no {name} in {answer}")));
    }

    fn print(&self, title: &str, wanted: &str) {
        let all: Vec<String> = self.0.iter().map(|figure| format!("{figure:.0}")).collect();
        println!(
            "  {title:<58} {:>6.0} ms  {wanted:<16} ({})",
            self.middle(),
            all.join(" ")
        );
    }

    fn middle(&self) -> f64 {
        median(self.0.iter().copied())
    }
}

#[derive(Default)]
struct Measured {
    paint: Figures,
    task: Figures,
    frame: Figures,
    most: Figures,
    parse: Figures,
    table: Figures,
    bytes: f64,
    rows: f64,
}

/// Measures and prints. What went wrong is a failure, what was slow is not.
pub async fn run(browser: Browser, rounds: usize) -> Vec<String> {
    in_own_browser(browser, move |page| run_all(page, browser, rounds)).await
}

async fn run_all(page: Session, browser: Browser, rounds: usize) -> Vec<String> {
    let world = World::served().await;
    let digest = Identity::of(&content(large::NAME)).sha256;
    world
        .stand_in
        .set_relation("files", &digest, "behaviours", large::behaviours());
    page.goto(&world.page()).await;
    page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
        .await;
    // A report that is kept would come without a last byte.
    page.run(
        "localStorage.setItem('assay.settings', '{\"forgets_seen\":true}')",
        vec![],
    )
    .await;
    let (mut report, mut behaviour) = (Measured::default(), Measured::default());
    let file = format!("files/{digest}");
    // One round more, which nobody counts: it fills the caches of code.
    for round in 0..=rounds {
        let (mut one, mut other) = (Measured::default(), Measured::default());
        fresh(&page, &world).await;
        let rest = json!(500);
        opened(
            &page,
            &mut one,
            vec![
                json!(format!("#/file/{digest}")),
                json!(file),
                json!(".report-detections tbody"),
                rest,
            ],
        )
        .await;
        let rest = json!(4_000);
        let tab = format!("#/file/{digest}/behaviour");
        opened(
            &page,
            &mut other,
            vec![
                json!(tab),
                json!(format!("{file}/behaviours")),
                json!("#panel-behaviour tbody"),
                rest,
            ],
        )
        .await;
        let scrolled = page
            .run_until_done(&format!("{SCRIPT}\nscrolled().then(done);"), vec![])
            .await;
        other.frame.note(&scrolled, "longest");
        other.most.note(&scrolled, "most");
        for (path, measured) in [
            (file.clone(), &mut one),
            (format!("{file}/behaviours?limit=40"), &mut other),
        ] {
            fresh(&page, &world).await;
            let bare = page
                .run_until_done(
                    &format!("{SCRIPT}\nbare(arguments[0], arguments[1]).then(done);"),
                    vec![json!(format!("/api/v3/{path}")), json!(KEY)],
                )
                .await;
            measured.parse.note(&bare, "parse");
            measured.table.note(&bare, "table");
            measured.rows = bare["rows"].as_f64().unwrap_or_default();
        }
        if round > 0 {
            report.take(one);
            behaviour.take(other);
        }
    }
    println!(
        "\nFrom the last byte to what is seen in {}, {rounds} rounds, medians:",
        browser.name()
    );
    println!("\nA file's report of {:.2} MB", report.bytes / 1e6);
    report.paint.print("the last byte to the first paint", "(below 100)");
    report.print_bare();
    println!(
        "\nA behaviour of {:.1} MB, {:.0} lines",
        behaviour.bytes / 1e6,
        behaviour.rows
    );
    behaviour
        .paint
        .print("the last byte to the first paint", "(below 1,000)");
    behaviour.task.print("the longest task after it", "(at most 200)");
    behaviour
        .frame
        .print("the longest of 400 frames of scrolling through it", "(at most 50)");
    behaviour.most.print("the longest but for the four longest of them", "");
    behaviour.print_bare();
    Vec::new()
}

/// The page as after a reload, with all its parts.
async fn fresh(page: &Session, world: &World) {
    page.goto("about:blank").await;
    page.goto(&world.page()).await;
    page.loses("#start").await;
    // A report that ships with the page brings the parts that draw reports.
    page.run("location.hash = '#/sample/attributes'", vec![]).await;
    page.finds(".report-tree").await;
    page.run("location.hash = '#/'", vec![]).await;
    page.loses(".report-tree").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
}

async fn opened(page: &Session, measured: &mut Measured, given: Vec<Value>) {
    let script = format!("{SCRIPT}\nopened(...arguments).then(done, (error) => done(String(error)));");
    let answer = page.run_until_done(&script, given).await;
    measured.paint.note(&answer, "paint");
    measured.task.note(&answer, "task");
    measured.bytes = answer["bytes"].as_f64().unwrap_or_default();
}

impl Measured {
    fn take(&mut self, other: Self) {
        for (all, one) in [
            (&mut self.paint, other.paint),
            (&mut self.task, other.task),
            (&mut self.frame, other.frame),
            (&mut self.most, other.most),
            (&mut self.parse, other.parse),
            (&mut self.table, other.table),
        ] {
            all.0.extend(one.0);
        }
        (self.bytes, self.rows) = (other.bytes, other.rows);
    }

    fn print_bare(&self) {
        self.parse.print("JSON.parse of the same bytes", "");
        self.table.print("a plain table of all its lines", "");
        println!(
            "  the first paint is {:.1} times JSON.parse, and {:.2} times the plain table",
            self.paint.middle() / self.parse.middle(),
            self.paint.middle() / (self.parse.middle() + self.table.middle()),
        );
    }
}
