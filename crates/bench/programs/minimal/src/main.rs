//! Reads two fields of an account, with a given token.

#[derive(Debug, serde::Deserialize)]
#[expect(dead_code, reason = "they are printed")]
struct Account {
    id: String,
    name: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let account: Account = reqwest::Client::new()
        .get("https://api.sakari.io/v1/accounts/your-account-id")
        .bearer_auth("your token")
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    println!("{account:#?}");
    Ok(())
}
