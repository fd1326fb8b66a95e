//! Sample bodies, held against the model.

use super::{Problem, Spec};

/// Every problem with a spec's samples.
pub fn check(_spec: &Spec) -> Vec<Problem> {
    Vec::new()
}
