//! `IndexedDB`: a database with the stores that it should have, its requests as futures, its refusals as values.

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use crate::browser::storage::Trouble;

/// Makes the stores of a new database.
pub type Make = fn(&IdbDatabase) -> Result<(), JsValue>;

/// A database, closed when it is let go: another tab may want to change it.
pub struct Open(IdbDatabase);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Open {
    /// Opens the database. One that is new gets its stores; one that lacks them was made by somebody else.
    pub async fn new(name: &str, stores: &[&str], make: Make) -> Result<Self, Trouble> {
        let request = factory()?.open(name).map_err(|error| trouble(&error))?;
        let database = Self::of(&request, make).await?;
        let has = database.0.object_store_names();
        if stores.iter().all(|store| has.contains(store)) {
            Ok(database)
        } else {
            Err(Trouble::Damaged)
        }
    }

    async fn of(request: &IdbOpenDbRequest, make: Make) -> Result<Self, Trouble> {
        let asked = request.clone();
        // A failure in it is one of the request.
        let made = Closure::once_into_js(move || {
            if let Ok(database) = asked.result() {
                let _ = make(database.unchecked_ref());
            }
        });
        request.set_onupgradeneeded(Some(made.unchecked_ref()));
        let database = done(request).await?;
        Ok(Self(database.unchecked_into()))
    }

    /// A transaction over one store.
    pub fn store(&self, name: &str, mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), Trouble> {
        let transaction = self
            .0
            .transaction_with_str_and_mode(name, mode)
            .map_err(|error| trouble(&error))?;
        let store = transaction.object_store(name).map_err(|error| trouble(&error))?;
        Ok((transaction, store))
    }

    /// A transaction that writes to several stores.
    pub fn writing(&self, stores: &[&str]) -> Result<IdbTransaction, Trouble> {
        let names: js_sys::Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        self.0
            .transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)
            .map_err(|error| trouble(&error))
    }
}

/// Takes a database away with all that stands in it: what is damaged goes, too.
pub async fn remove(name: &str) -> Result<(), Trouble> {
    let request = factory()?.delete_database(name).map_err(|error| trouble(&error))?;
    done(&request).await.map(|_| ())
}

/// What a request leads to.
pub async fn done(request: &IdbRequest) -> Result<JsValue, Trouble> {
    let waited = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let outcome = JsFuture::from(waited).await;
    let failed = |_| {
        request
            .error()
            .ok()
            .flatten()
            .map_or(Trouble::Blocked, |error| named(&error))
    };
    outcome.map_err(failed)?;
    request.result().map_err(|error| trouble(&error))
}

/// Waits until what was written is kept.
pub async fn over(transaction: &IdbTransaction) -> Result<(), Trouble> {
    let waited = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let outcome = JsFuture::from(waited).await;
    outcome
        .map(|_| ())
        .map_err(|_| transaction.error().map_or(Trouble::Blocked, |error| named(&error)))
}

pub fn trouble(error: &JsValue) -> Trouble {
    error.dyn_ref::<DomException>().map_or(Trouble::Blocked, named)
}

fn factory() -> Result<IdbFactory, Trouble> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(Trouble::Blocked)
}

fn named(error: &DomException) -> Trouble {
    match error.name().as_str() {
        "QuotaExceededError" => Trouble::Full,
        // Somebody else's store or version under our name.
        "NotFoundError" | "VersionError" | "DataError" | "ConstraintError" => Trouble::Damaged,
        _ => Trouble::Blocked,
    }
}
