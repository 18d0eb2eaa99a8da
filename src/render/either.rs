//! Two engines: where the first fails, the second may not.

use super::{Drawn, Engine, Failure, Form};

/// Draws with one engine, and with another what the first cannot.
pub struct Either<A, B> {
    first: A,
    second: B,
}

impl<A: Engine, B: Engine> Either<A, B> {
    /// The first, and the second in its need.
    pub fn new(first: A, second: B) -> Either<A, B> {
        Either { first, second }
    }

    fn instead(&self, graph: &str, form: Form, failure: Failure) -> Result<Drawn, Failure> {
        // What takes too long for one takes too long for the other.
        if !matches!(
            failure,
            Failure::Crashed(_) | Failure::Refused(_) | Failure::NotStarted(_)
        ) {
            return Err(failure);
        }
        let drawn = self.second.draw(&[graph], form).pop();
        match drawn {
            Some(Ok(mut drawn)) => {
                drawn.complaints.push(format!(
                    "`{}` failed, so the {} engine drew it instead: {failure}",
                    self.first.name(),
                    self.second.name()
                ));
                Ok(drawn)
            }
            _ => Err(failure),
        }
    }
}

impl<A: Engine, B: Engine> Engine for Either<A, B> {
    fn name(&self) -> &str {
        self.first.name()
    }

    fn identity(&self) -> String {
        format!("{}\0{}", self.first.identity(), self.second.identity())
    }

    fn is_forward(&self) -> Option<bool> {
        self.first.is_forward()
    }

    fn is_known_forward(&self) -> Option<bool> {
        self.first.is_known_forward()
    }

    fn draw(&self, graphs: &[&str], form: Form) -> Vec<Result<Drawn, Failure>> {
        let drawn = self.first.draw(graphs, form).into_iter();
        drawn
            .zip(graphs)
            .map(|(drawn, graph)| drawn.or_else(|failure| self.instead(graph, form, failure)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails as configured, or draws its name.
    struct Fake(&'static str, Option<Failure>);

    impl Engine for Fake {
        fn name(&self) -> &str {
            self.0
        }

        fn identity(&self) -> String {
            self.0.to_owned()
        }

        fn is_forward(&self) -> Option<bool> {
            Some(true)
        }

        fn is_known_forward(&self) -> Option<bool> {
            None
        }

        fn draw(&self, graphs: &[&str], _: Form) -> Vec<Result<Drawn, Failure>> {
            let drawn = || Drawn {
                bytes: self.0.into(),
                complaints: Vec::new(),
            };
            let one = |_: &&str| self.1.clone().map_or_else(|| Ok(drawn()), Err);
            graphs.iter().map(one).collect()
        }
    }

    fn drawn(first: Option<Failure>, second: Option<Failure>) -> Result<(String, usize), Failure> {
        let either = Either::new(Fake("first", first), Fake("second", second));
        let drawn = either.draw(&["digraph {}"], Form::Svg).remove(0)?;
        Ok((
            String::from_utf8(drawn.bytes).unwrap(),
            drawn.complaints.len(),
        ))
    }

    #[test]
    fn the_second_draws_what_the_first_cannot() {
        let crash = || Some(Failure::Crashed(Some(11)));
        let slow = || Some(Failure::TooLong(1));
        assert_eq!(drawn(None, crash()), Ok(("first".to_owned(), 0)));
        assert_eq!(drawn(crash(), None), Ok(("second".to_owned(), 1)));
        assert_eq!(drawn(crash(), slow()), Err(Failure::Crashed(Some(11))));
        assert_eq!(drawn(slow(), None), Err(Failure::TooLong(1)));
    }
}
