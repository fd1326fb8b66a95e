//! Tests of `new`.
