//! A crate's version, and the one that a change calls for.

use std::fmt;

use super::rules::Class;

/// `0.3.1`
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl Version {
    /// Reads three numbers; what follows a sign behind them is no part of it.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|n| n.parse().ok());
        let version = Self {
            major: numbers.next()??,
            minor: numbers.next()??,
            patch: numbers.next()??,
        };
        numbers.next().is_none().then_some(version)
    }

    /// The next version after a change of this class.
    ///
    /// Before 1.0 cargo takes the first number that is not 0 for the major one: a change of the second lets nobody's
    /// `cargo update` in by surprise. That is where a major change goes, and a minor one as well, since it moves data
    /// out of `extra` and `Unknown`.
    pub fn next(self, class: Class) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let next = |major, minor, patch| Self {
            major,
            minor,
            patch,
        };
        match (class, major, minor) {
            (_, 0, 0) | (Class::Patch, _, _) => next(major, minor, patch + 1),
            (Class::Minor, _, _) | (Class::Major, 0, _) => next(major, minor + 1, 0),
            (Class::Major, _, _) => next(major + 1, 0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next() {
        #[track_caller]
        fn check(version: &str, want: [&str; 3]) {
            let version = Version::parse(version).unwrap();
            let got =
                [Class::Patch, Class::Minor, Class::Major].map(|c| version.next(c).to_string());
            assert_eq!(got, want, "{version}");
        }
        check("1.2.3", ["1.2.4", "1.3.0", "2.0.0"]);
        check("0.3.1", ["0.3.2", "0.4.0", "0.4.0"]);
        check("0.0.7", ["0.0.8", "0.0.8", "0.0.8"]);
        check("1.2.3-rc.1+x", ["1.2.4", "1.3.0", "2.0.0"]);
        for text in ["", "1.2", "1.2.3.4", "a.b.c", "1.2.-3"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
