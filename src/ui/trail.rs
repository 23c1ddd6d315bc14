//! The trail: the objects of this walk, from the one that was entered to the one that is open.
//!
//! Each entry of the browser's history carries its own trail, so that going back and forth, and a reload, find the
//! trail as it was there. An address that is opened cold has none.

use leptos::prelude::*;

use crate::browser::entry;
use crate::indicator::defang;
use crate::report::relation::name::Name;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::outside::Outside;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;

/// Longer walks lose their beginning.
const STEPS_AT_MOST: usize = 12;
/// Signs of a name in the trail.
const NAME_AT_MOST: usize = 28;

/// Where the walk has led so far.
#[derive(Clone, Copy)]
pub struct Trail {
    steps: RwSignal<Vec<Subject>>,
    /// What is opened next was entered, not reached by a link of a report.
    entered: StoredValue<bool>,
}

impl Trail {
    pub fn new() -> Self {
        Self {
            steps: RwSignal::new(Vec::new()),
            entered: StoredValue::new(false),
        }
    }

    /// Follows the address: `before` is where the reader comes from.
    fn follow(self, before: Option<&Route>, route: &Route) {
        let Route::Report { subject, .. } = route else { return };
        let entered = self.entered.get_value() || before.is_some_and(begins_anew);
        self.entered.set_value(false);
        let steps = match entry::note() {
            // Back, forth or a reload: the entry knows its trail.
            Some(note) => read(&note, subject),
            None => next(&self.steps.get_untracked(), subject, entered),
        };
        entry::write(&written(&steps));
        if self.steps.with_untracked(|known| *known != steps) {
            self.steps.set(steps);
        }
    }
}

impl Default for Trail {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Says that the reader enters `to`: a new walk begins there.
    pub fn begin_walk(self, to: &Route) {
        let Trail { steps, entered } = self.trail;
        if self.route.with_untracked(|here| here != to) {
            entered.set_value(true);
        } else if let Route::Report { subject, .. } = to {
            // The address stays as it is, and nothing else will tell.
            let alone = vec![subject.clone()];
            entry::write(&written(&alone));
            steps.set(alone);
        }
    }
}

/// Keeps the trail for as long as the page lives.
pub fn follow(state: State) {
    Effect::new(move |before: Option<Route>| {
        let route = state.route.get();
        state.trail.follow(before.as_ref(), &route);
        route
    });
}

/// Whether a report that is opened from there begins a walk, rather than going on with one.
fn begins_anew(from: &Route) -> bool {
    match from {
        Route::Home | Route::Found | Route::History | Route::Search { .. } => true,
        Route::Report { .. }
        | Route::Analysis { .. }
        | Route::Sample { .. }
        | Route::Settings { .. }
        | Route::Unknown(_) => false,
    }
}

/// The trail after one step: cut back to what is on it already, longer by what is not.
fn next(trail: &[Subject], to: &Subject, entered: bool) -> Vec<Subject> {
    if entered {
        return vec![to.clone()];
    }
    let mut steps = trail.to_vec();
    match steps.iter().position(|step| step == to) {
        Some(at) => steps.truncate(at + 1),
        None => steps.push(to.clone()),
    }
    let over = steps.len().saturating_sub(STEPS_AT_MOST);
    steps.drain(..over);
    steps
}

/// A trail as a note: subjects as the address writes them, a blank between two.
fn written(trail: &[Subject]) -> String {
    let steps: Vec<String> = trail.iter().map(ToString::to_string).collect();
    steps.join(" ")
}

/// Reads a note. One that somebody else wrote, or that does not lead here, is a trail of this step alone.
fn read(note: &str, here: &Subject) -> Vec<Subject> {
    let steps: Option<Vec<Subject>> = note
        .split(' ')
        .map(|step| {
            let (slug, id) = step.split_once('/')?;
            Subject::new(Topic::of_slug(slug)?, id)
        })
        .collect();
    match steps {
        Some(steps) if steps.last() == Some(here) => steps,
        Some(_) | None => vec![here.clone()],
    }
}

/// The trail as a line of links above the report. One step alone is no trail.
#[component]
pub fn TrailLine() -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let steps = state.trail.steps;
    move || {
        let steps = steps.get();
        let last = steps.len().checked_sub(1).filter(|last| *last > 0)?;
        let links = steps.into_iter().enumerate().map(|(at, subject)| {
            let current = (at == last).then_some("page");
            view! { class = "trail", <li class="step"><StepLink subject current /></li> }
        });
        Some(view! { class = "trail",
            <nav class="trail" aria-label=words.trail.way tabindex="0"><ol class="steps">{links.collect_view()}</ol></nav>
        })
    }
}

/// A step by the name that its report gives it, once that is known.
#[component]
fn StepLink(subject: Subject, current: Option<&'static str>) -> impl IntoView {
    let words = use_words().trail;
    let state = expect_context::<State>();
    let kind = match subject.topic() {
        Topic::File => words.file,
        Topic::Url => words.url,
        Topic::Domain => words.domain,
        Topic::Address => words.address,
    };
    let lookup = state.lookups.of(&subject);
    let to = Route::report(subject.clone()).to_string();
    let name = move || {
        let name = lookup.with(|lookup| match &lookup.found {
            Some(object) => Name::of(object),
            None => Name::of_subject(subject.clone()),
        });
        let text = if name.is_network() {
            Untrusted::new(defang(name.text.raw()))
        } else {
            name.text
        };
        view! { class = "trail", <Outside text short=NAME_AT_MOST /> }
    };
    view! { class = "trail",
        <a class="link" href=to aria-current=current><span class="kind">{kind}</span>" "{name}</a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(letter: &str) -> Subject {
        Subject::new(Topic::Domain, &format!("{letter}.example")).expect("a domain")
    }

    fn trail(letters: &str) -> Vec<Subject> {
        letters.split_terminator(' ').map(domain).collect()
    }

    #[test]
    fn a_step_leads_on_or_back_or_begins_anew() {
        for (before, to, entered, after) in [
            ("", "a", false, "a"),
            ("", "a", true, "a"),
            ("a", "b", false, "a b"),
            ("a b", "b", false, "a b"),
            ("a b c", "a", false, "a"),
            ("a b c", "b", false, "a b"),
            ("a b c", "d", true, "d"),
            ("a b c", "b", true, "b"),
            ("a b c d e f g h i j k l", "m", false, "b c d e f g h i j k l m"),
        ] {
            assert_eq!(
                next(&trail(before), &domain(to), entered),
                trail(after),
                "{before} + {to}"
            );
        }
    }

    #[test]
    fn an_entry_of_the_history_keeps_its_trail() {
        let mut steps = trail("a b");
        steps.push(Subject::url("a.example/?b c"));
        steps.push(Subject::new(Topic::Address, "2001:db8::1").expect("an address"));
        let here = steps[3].clone();
        assert_eq!(read(&written(&steps), &here), steps);
        for note in [
            "",
            "nonsense",
            "domain/a.example",
            "domain/a.example domain/..",
            "{\"a\":1}",
            "file/x ip/2001:db8::1",
        ] {
            assert_eq!(read(note, &here), std::slice::from_ref(&here), "{note}");
        }
    }
}
