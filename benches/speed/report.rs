//! The table that is printed, line by line as the figures come.

/// Prints, and keeps count of what was missed.
#[derive(Default)]
pub(crate) struct Report {
    promises: usize,
    missed: usize,
}

const WHAT: usize = 56;
const BOUND: usize = 13;
const FIGURE: usize = 38;

impl Report {
    /// Begins a part of the table.
    pub(crate) fn section(&mut self, title: &str) {
        println!("\n{title}");
    }

    /// A figure that has a bound.
    pub(crate) fn promise(&mut self, what: &str, bound: &str, figure: String, is_met: bool) {
        self.promises += 1;
        self.missed += usize::from(!is_met);
        let verdict = if is_met { "met" } else { "MISSED" };
        println!("  {what:WHAT$}  {bound:BOUND$}  {figure:FIGURE$}  {verdict}");
    }

    /// A figure that has none.
    pub(crate) fn note(&mut self, what: &str, figure: impl Into<String>) {
        println!("  {what:WHAT$}  {:BOUND$}  {}", "", figure.into());
    }

    /// Sums up.
    pub(crate) fn finish(&self) {
        let Report { promises, missed } = self;
        println!(
            "\n{} of {promises} bounds met, {missed} missed",
            promises - missed
        );
    }
}

/// Instructions per input byte.
pub(crate) fn per_byte(instructions: u64, bytes: usize) -> String {
    format!("{:.1}", instructions as f64 / bytes as f64)
}

/// A number with a comma before each three digits.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
