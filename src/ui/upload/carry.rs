//! One upload on its way: the file is checked, an address is asked for where it is large, then it is sent.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;
use leptos::prelude::*;

use crate::browser::files::File;
use crate::browser::hasher::HashEvent;
use crate::browser::http::{self, Cancel};
use crate::browser::upload::{self as browser, Going, Parcel};
use crate::browser::{address, clock};
use crate::digest::HashError;
use crate::digest::speed::Meter;
use crate::report::upload::{Failure, Gone, Trouble};
use crate::settings::{ApiKey, ProxyUrl};
use crate::ui::state::State;
use crate::ui::upload::{Stage, StageSignal};
use crate::vt::error::{Answer, ApiError, Network};
use crate::vt::upload::{self, Way, destination};
use crate::vt::{read, request};

/// What is to be carried, and where is told how it goes.
#[derive(Clone)]
pub(super) struct Load {
    pub(super) file: File,
    pub(super) size: u64,
    pub(super) sha256: String,
    /// What VirusTotal is told of its name.
    pub(super) name: String,
    pub(super) password: Option<String>,
    pub(super) stage: StageSignal,
    pub(super) cancel: Cancel,
    /// Says more than the error that comes back.
    pub(super) failure: Rc<RefCell<Option<Failure>>>,
}

impl Load {
    /// Carries the file once. An answer that refuses for quota goes back to the line, which comes again later.
    pub(super) async fn carry(self, state: State, proxy: ProxyUrl, key: ApiKey) -> Result<Answer, ApiError> {
        let gone = Rc::new(Cell::new(Gone::Nothing));
        let outcome = self.try_to_carry(state, &proxy, &key, &gone).await;
        state.requests.set(http::requests_made());
        state.file_bytes.set(http::file_bytes_sent());
        outcome.map_err(|why| {
            let why = match why {
                Trouble::Refused(ApiError::Network(Network::Cancelled))
                | Trouble::NoAddress(ApiError::Network(Network::Cancelled)) => Trouble::Cancelled,
                why => why,
            };
            self.failure.replace(Some(Failure { why, gone: gone.get() }));
            ApiError::Network(Network::Cancelled)
        })
    }

    async fn try_to_carry(
        &self,
        state: State,
        proxy: &ProxyUrl,
        key: &ApiKey,
        gone: &Rc<Cell<Gone>>,
    ) -> Result<Answer, Trouble> {
        self.check(state).await?;
        let path = match Way::of(self.size) {
            Way::Direct | Way::TooLarge => upload::PATH.to_owned(),
            Way::Large => match self.ask_address(state, proxy, key).await? {
                Ok(path) => path,
                Err(refused) => return Ok(refused),
            },
        };
        let (stage, size, gone) = (self.stage, self.size, gone.clone());
        let meter = Cell::new(Meter::new(size, clock::now_ms()));
        stage.set(Stage::Sending(Meter::new(size, clock::now_ms())));
        let told = move |going: Going| {
            let now = clock::now_ms();
            let mut metered = meter.replace(Meter::new(size, now));
            metered.record(going.bytes, now);
            meter.set(metered.clone());
            stage.set(if going.whole {
                Stage::Answering { since: now }
            } else {
                Stage::Sending(metered)
            });
            gone.set(stage.with_untracked(Stage::gone));
            state.file_bytes.set(http::file_bytes_sent());
        };
        let parcel = Parcel {
            file: self.file.clone(),
            name: self.name.clone(),
            password: self.password.clone(),
        };
        browser::send(proxy, key, &path, &parcel, &self.cancel, told)
            .await
            .map_err(Trouble::Refused)
    }

    /// Reads the file once more: what is on the sheet must be what is sent.
    async fn check(&self, state: State) -> Result<(), Trouble> {
        let (stage, size) = (self.stage, self.size);
        stage.set(Stage::Checking(Meter::new(size, clock::now_ms())));
        let (tell, told) = oneshot::channel();
        let tell = Cell::new(Some(tell));
        let end = move |outcome: Result<String, HashError>| {
            if let Some(tell) = tell.take() {
                // Nobody listens to an upload that has been stopped.
                let _ = tell.send(outcome);
            }
        };
        let job = state.hash_again(self.file.clone(), move |event| match event {
            HashEvent::Started | HashEvent::Done(_) => {}
            HashEvent::Progress { read } => stage.update(|stage| {
                if let Stage::Checking(meter) = stage {
                    meter.record(read, clock::now_ms());
                }
            }),
            HashEvent::Sha256(sha256) => end(Ok(sha256)),
            HashEvent::Failed(error) => end(Err(error)),
            HashEvent::Cancelled => end(Ok(String::new())),
        });
        let ended = self.cancel.on_cancel(move || {
            if let Some(job) = job {
                state.dropped.cancel_job(job);
            }
        });
        let outcome = told.await;
        drop(ended);
        if self.cancel.is_cancelled() {
            return Err(Trouble::Cancelled);
        }
        // The other digests are known already.
        if let Some(job) = job {
            state.dropped.cancel_job(job);
        }
        match outcome {
            Ok(Ok(sha256)) if sha256 == self.sha256 => Ok(()),
            Ok(Ok(_) | Err(HashError::Changed { .. })) => Err(Trouble::Changed),
            Ok(Err(error)) => Err(Trouble::Unreadable(error)),
            Err(_) => Err(Trouble::Unreadable(HashError::Crashed(String::new()))),
        }
    }

    /// Asks where a large file may be sent: a path of the proxy, or an answer that is for the line.
    async fn ask_address(
        &self,
        state: State,
        proxy: &ProxyUrl,
        key: &ApiKey,
    ) -> Result<Result<String, Answer>, Trouble> {
        self.stage.set(Stage::AskingAddress { since: clock::now_ms() });
        let answer = http::send(proxy, Some(key), &request::upload_url(), &self.cancel)
            .await
            .map_err(Trouble::NoAddress)?;
        if read::quota_refusal(&answer, Some(key)).is_some() {
            return Ok(Err(answer));
        }
        state.count_answer(&answer);
        let returned = upload::address(&answer, Some(key)).map_err(Trouble::NoAddress)?;
        let own = address::absolute(proxy.as_str());
        destination(&returned, &own)
            .map(Ok)
            .map_err(|refused| Trouble::StrangeAddress(refused.0))
    }
}
