//! Signals that views share by what they are about: who asks first makes one, and it outlives the view that asked.

use std::borrow::Borrow;

use leptos::prelude::*;

pub struct Shared<K: 'static, T: 'static>(StoredValue<Known<K, T>, LocalStorage>);

struct Known<K: 'static, T: 'static> {
    /// For dozens of names: a list, which weighs half of what a map does in the part that every visit loads.
    signals: Vec<(K, Signal<T>)>,
    /// Views come and go; what they made here must not go with them.
    owner: Owner,
}

type Signal<T> = RwSignal<T, LocalStorage>;

impl<K, T> Clone for Shared<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, T> Copy for Shared<K, T> {}

impl<K, T> Default for Shared<K, T> {
    /// Its signals will belong to whoever makes it.
    fn default() -> Self {
        Self(StoredValue::new_local(Known {
            signals: Vec::new(),
            owner: Owner::current().unwrap_or_default(),
        }))
    }
}

impl<K, T: Default> Shared<K, T> {
    pub fn of<N>(self, name: &N) -> Signal<T>
    where
        K: Borrow<N>,
        N: ToOwned<Owned = K> + PartialEq + ?Sized,
    {
        let known = self.0.with_value(|known| {
            let mut signals = known.signals.iter();
            signals.find(|(own, _)| own.borrow() == name).map(|(_, signal)| *signal)
        });
        known.unwrap_or_else(|| {
            let new = self
                .0
                .with_value(|known| known.owner.with(|| RwSignal::new_local(T::default())));
            self.0.update_value(|known| known.signals.push((name.to_owned(), new)));
            new
        })
    }
}
