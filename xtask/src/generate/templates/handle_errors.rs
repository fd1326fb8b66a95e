#![cfg_attr(rustfmt, rustfmt_skip)]
//! Shows the kinds of errors and how to handle them.
//!
//! `cargo run --example {{ target }} --features mock{% if id %} [ID]{% endif %}`

use std::fmt::Debug;
use std::time::Duration;

use {{ module }}::mock::Mock;
use {{ module }}::runtime::{Error, ResponseValue};
use {{ module }}::{ClientBuilder, ErrorKind};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start().await?;
{% include "id" %}
    // With credentials in the environment: one call to the provider.
    if let Ok(builder) = ClientBuilder::from_env() {
        let client = builder.build()?;
        report({{ call }}.await);
        return Ok(());
    }

    // Otherwise: a mock server that fails in different ways.
    let client = mock.builder()?.timeout(Duration::from_secs(2)).build()?;
{% for case in error_cases %}
    mock.on().{{ method }}().always().documented({{ case }});
    report({{ call }}.await);
    mock.reset();
{% endfor %}
    mock.on().{{ method }}().header("retry-after", "3600").status(429);
    report({{ call }}.await);
    mock.on().{{ method }}().delay(Duration::from_secs(5)).status(200);
    report({{ call }}.await);
    mock.on().{{ method }}().raw(200, "text/html", "<html>Sign in to the proxy</html>");
    report({{ call }}.await);
    // A body that is truncated once: the client retries, and the call succeeds.
    mock.on().{{ method }}().truncated();
    report({{ call }}.await);
    Ok(())
}

/// Prints the outcome of a call, with advice for an error.
fn report<T, E: Debug>(result: Result<ResponseValue<T>, Error<E>>) {
    let error = match result {
        Ok(response) => return println!("{} after {} attempt(s)", response.status(), response.attempts()),
        Err(error) => error,
    };
    let advice = match error.kind() {
        ErrorKind::NotFound => "check the ID".to_owned(),
        ErrorKind::Auth => "check the credentials and their permissions".to_owned(),
        ErrorKind::RateLimited => format!("try again in {:?}", error.retry_after()),
        ErrorKind::Timeout => "try again later, or set a longer timeout".to_owned(),
        ErrorKind::Decode => format!("look at the {} bytes of the body", error.body().len()),
        _ if error.is_retryable() => "try again".to_owned(),
        _ => "correct the call".to_owned(),
    };
    // The provider's own code and message, if its response had any.
    println!("{error}\n    {advice}; code {:?}, message {:?}", error.code(), error.message());
}
