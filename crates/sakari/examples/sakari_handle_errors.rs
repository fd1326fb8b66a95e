// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Shows the kinds of errors and how to handle them.
//!
//! `cargo run --example sakari_handle_errors --features mock [ID]`

use std::fmt::Debug;
use std::time::Duration;

use bindery_sakari::mock::Mock;
use bindery_sakari::runtime::{Error, ResponseValue};
use bindery_sakari::{ClientBuilder, ErrorKind};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start().await?;
    let id = std::env::args().nth(1).unwrap_or_else(|| "your accountId".to_owned());
    // With credentials in the environment: one call to the provider.
    if let Ok(builder) = ClientBuilder::from_env() {
        let client = builder.build()?;
        report(client.get_account(&id).await);
        return Ok(());
    }

    // Otherwise: a mock server that fails in different ways.
    let client = mock.builder()?.timeout(Duration::from_secs(2)).build()?;
    mock.on().get_account().always().documented("401");
    report(client.get_account(&id).await);
    mock.reset();
    mock.on().get_account().always().documented("403");
    report(client.get_account(&id).await);
    mock.reset();
    mock.on().get_account().header("retry-after", "3600").status(429);
    report(client.get_account(&id).await);
    mock.on().get_account().delay(Duration::from_secs(5)).status(200);
    report(client.get_account(&id).await);
    mock.on().get_account().raw(200, "text/html", "<html>Sign in to the proxy</html>");
    report(client.get_account(&id).await);
    // A body that is truncated once: the client retries, and the call succeeds.
    mock.on().get_account().truncated();
    report(client.get_account(&id).await);
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
