//! Reads an account, as the README of bindery-sakari begins.

use bindery_sakari::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sakari =
        Client::builder().client_credentials("your client id", "your client secret").build()?;

    let answer = sakari.get_account("your accountId").await?;
    println!("{answer:#?}");
    Ok(())
}
