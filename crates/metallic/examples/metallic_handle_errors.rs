// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Metallic: what each kind of error says, and what to do.
//!
//! `cargo run --example metallic_handle_errors --features mock [accountId]`

use std::time::Duration;

use bindery_metallic::mock::Mock;
use bindery_metallic::{ClientBuilder, Error, ResponseValue, types};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start().await?;
    let id = std::env::args().nth(1).unwrap_or_else(|| "7194af6f-1285-4295-94aa-ceed7ea2d792".to_owned()).parse()?;

    // With credentials in the environment, one call of the provider itself.
    if let Ok(builder) = ClientBuilder::from_env() {
        tell(builder.build()?.get_account(&id).await);
        return Ok(());
    }

    // Without, a mock that fails in one way after the other.
    let metallic = mock.builder()?.timeout(Duration::from_secs(2)).build()?;
    mock.get_account().always().documented("401");
    tell(metallic.get_account(&id).await);
    mock.forget();
    mock.get_account().always().documented("404");
    tell(metallic.get_account(&id).await);
    mock.forget();
    mock.get_account().header("retry-after", "3600").status(429);
    tell(metallic.get_account(&id).await);
    mock.get_account().delay(Duration::from_secs(5)).status(200);
    tell(metallic.get_account(&id).await);
    mock.get_account().raw(200, "text/html", "<html>Sign in to the proxy</html>");
    tell(metallic.get_account(&id).await);
    // A body that breaks off once: the client asks again, and all is well.
    mock.get_account().broken_off();
    tell(metallic.get_account(&id).await);
    Ok(())
}

/// Says what an answer is, and for a failure what to do.
fn tell(answer: Result<ResponseValue<types::AccountResponse>, Error>) {
    let error = match answer {
        Ok(answer) => return println!("{} after {} attempt(s)", answer.status(), answer.attempts()),
        Err(error) => error,
    };
    let advice = if error.is_not_found() {
        "check the id".to_owned()
    } else if error.is_auth() {
        "check the credentials, and what they may do".to_owned()
    } else if error.is_rate_limited() {
        format!("call again in {:?}", error.retry_after())
    } else if error.is_timeout() {
        "call again later, or wait longer".to_owned()
    } else if error.is_decode() {
        format!("look at the {} bytes of the body", error.body().len())
    } else if error.is_retryable() {
        "call again".to_owned()
    } else {
        "mend the call".to_owned()
    };
    // What the provider itself says, where it said anything.
    println!("{error}\n    to do: {advice}; code {:?}, message {:?}", error.code(), error.message());
}
