//! Exchanges credentials for a token, and reads every documented field of an account.

#[expect(dead_code, reason = "they are printed")]
#[path = "../../../benches/peers/hand/sakari.rs"]
mod sakari;

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct TokenRequest<'a> {
    client_id: &'a str,
    client_secret: &'a str,
    grant_type: &'a str,
}

#[derive(Deserialize)]
struct TokenResponse {
    access_token: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = reqwest::Client::new();
    let request = TokenRequest {
        client_id: "your client id",
        client_secret: "your client secret",
        grant_type: "client_credentials",
    };
    let token: TokenResponse = http
        .post("https://api.sakari.io/oauth2/token")
        .json(&request)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    let account: sakari::AccountResponse = http
        .get("https://api.sakari.io/v1/accounts/your-account-id")
        .bearer_auth(token.access_token)
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    println!("{account:#?}");
    Ok(())
}
