//! Messages as a user reads them, and the page that explains their codes.
//!
//! `inputs` holds files with mistakes, each called after the code that it shows, and the files that those use. Beside
//! each stands its golden: what the program says of it in a terminal without colours. `BLESS=1 cargo test --test
//! messages` writes the goldens anew; read the difference before keeping it, and ask of each message: would I know
//! what to do?

mod fixes;
mod goldens;
mod inputs;
mod languages;
mod number;
mod page;
mod spellings;
mod tried;
