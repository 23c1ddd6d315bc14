//! Three workers and the channels between them: one reads, one makes SHA-256, one makes SHA-1 and MD5.

use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, Event, File, MessageChannel, MessageEvent, MessagePort, Worker};

use super::{wire, worker};
use crate::digest::Share;
use crate::digest::message::{JobId, Notice, Order, Role};

/// A worker's place in the pipeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Reader,
    Sha256,
    Sha1Md5,
}

/// What the page hears from a pipeline.
pub enum Heard {
    Notice(Notice),
    /// The worker stopped; holds what the browser said.
    Crash(String),
}

/// Workers that are terminated when it is dropped.
pub struct Pipeline {
    stations: Vec<Station>,
}

struct Station {
    place: Place,
    worker: Worker,
    role: Role,
    ports: Vec<MessagePort>,
    ready: bool,
    _heard: [Closure<dyn FnMut(Event)>; 2],
}

impl Pipeline {
    /// Starts the workers. `hear` gets what each of them says; then [`Pipeline::ready`] must be called for those
    /// that are.
    pub fn start(places: &[Place], hear: impl Fn(Place, Heard) + Clone + 'static) -> Result<Self, JsValue> {
        // A ring: the reader, the hashers, and back to the reader.
        let links = places
            .iter()
            .map(|_| MessageChannel::new())
            .collect::<Result<Vec<_>, _>>()?;
        let mut stations = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let before = links.get(at.checked_sub(1).unwrap_or(links.len() - 1));
            let (Some(before), Some(after)) = (before, links.get(at)) else {
                continue;
            };
            let last = at + 1 == places.len();
            let (role, ports) = match place {
                Place::Reader => (Role::Reader, vec![after.port1(), before.port2()]),
                Place::Sha256 => (
                    Role::Hasher {
                        share: Share::Sha256,
                        last,
                    },
                    vec![before.port2(), after.port1()],
                ),
                Place::Sha1Md5 => (
                    Role::Hasher {
                        share: Share::Sha1Md5,
                        last,
                    },
                    vec![before.port2(), after.port1()],
                ),
            };
            let worker = worker::spawn()?;
            let heard = listen(&worker, *place, &hear);
            stations.push(Station {
                place: *place,
                worker,
                role,
                ports,
                ready: false,
                _heard: heard,
            });
        }
        Ok(Self { stations })
    }

    /// The worker says that it listens: it learns its role.
    pub fn ready(&mut self, place: Place) -> Result<(), JsValue> {
        for station in self.stations.iter_mut().filter(|station| station.place == place) {
            station.ready = true;
            let ports: Vec<JsValue> = station.ports.drain(..).map(JsValue::from).collect();
            wire::post(&station.worker, &station.role, &ports, &ports)?;
        }
        Ok(())
    }

    pub fn is_ready(&self, place: Place) -> bool {
        self.stations
            .iter()
            .any(|station| station.place == place && station.ready)
    }

    pub fn add(&self, jobs: &[(JobId, File)]) -> Result<(), JsValue> {
        let files: Vec<JsValue> = jobs.iter().map(|(_, file)| file.into()).collect();
        self.order(&Order::Add(jobs.iter().map(|(job, _)| *job).collect()), &files)
    }

    pub fn cancel(&self, job: JobId) -> Result<(), JsValue> {
        self.order(&Order::Cancel(job), &[])
    }

    fn order(&self, order: &Order, files: &[JsValue]) -> Result<(), JsValue> {
        // Before it is ready a message would be lost; the hasher gives it all files when it is.
        match self
            .stations
            .iter()
            .find(|station| station.place == Place::Reader && station.ready)
        {
            Some(reader) => wire::post(&reader.worker, order, files, &[]),
            None => Ok(()),
        }
    }
}

impl Drop for Pipeline {
    fn drop(&mut self) {
        for station in &self.stations {
            station.worker.set_onmessage(None);
            station.worker.set_onerror(None);
            station.worker.set_onmessageerror(None);
            station.worker.terminate();
        }
    }
}

fn listen(
    worker: &Worker,
    place: Place,
    hear: &(impl Fn(Place, Heard) + Clone + 'static),
) -> [Closure<dyn FnMut(Event)>; 2] {
    let hear_notice = hear.clone();
    let notice = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        hear_notice(
            place,
            match wire::read(event.unchecked_ref::<MessageEvent>()) {
                Ok((notice, _)) => Heard::Notice(notice),
                Err(problem) => Heard::Crash(problem),
            },
        );
    });
    let hear_error = hear.clone();
    let error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // Otherwise the browser passes it on as an error of the page itself.
        event.prevent_default();
        let said = event
            .dyn_ref::<ErrorEvent>()
            .map(ErrorEvent::message)
            .unwrap_or_default();
        hear_error(place, Heard::Crash(said));
    });
    worker.set_onmessage(Some(notice.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
    [notice, error]
}
