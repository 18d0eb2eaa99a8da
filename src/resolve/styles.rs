//! Which names are edge styles.

use super::names::{NameId, Names};
use crate::model::StyleId;

/// Which names are edge styles.
pub(super) struct Styles {
    by_symbol: Vec<Option<StyleId>>,
}

impl Styles {
    /// Made when all styles have been declared: later symbols are none.
    pub(super) fn new(names: &Names, styles: impl Iterator<Item = (NameId, StyleId)>) -> Styles {
        let mut by_symbol = vec![None; names.len()];
        for (symbol, style) in styles {
            by_symbol[symbol.0 as usize] = Some(style);
        }
        Styles { by_symbol }
    }

    pub(super) fn get(&self, symbol: NameId) -> Option<StyleId> {
        self.by_symbol.get(symbol.0 as usize).copied().flatten()
    }
}
