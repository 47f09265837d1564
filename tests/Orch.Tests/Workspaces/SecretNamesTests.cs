using Orch.Workspaces;

namespace Orch.Tests.Workspaces;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData(".env")]
    [InlineData("deploy/.env.production")]
    [InlineData(".envrc")]
    [InlineData("prod.env")]
    [InlineData("certs/server.pem")]
    [InlineData("SERVER.KEY")]
    [InlineData("home/.ssh/id_rsa")]
    [InlineData("id_ed25519_work")]
    [InlineData(".netrc")]
    [InlineData(".npmrc")]
    [InlineData(".aws/credentials")]
    [InlineData("service-account-prod.json")]
    [InlineData("client_secret_1.json")]
    [InlineData("app-secrets.yaml")]
    [InlineData("terraform.tfstate")]
    public void Names_that_usually_hold_secrets_look_secret(string path) => Assert.True(SecretNames.LooksSecret(path));

    [Theory]
    [InlineData("README.md")]
    [InlineData(".env.example")]
    [InlineData(".env.sample")]
    [InlineData("id_rsa.pub")]
    [InlineData("src/environment.cs")]
    [InlineData("src/Secrets.cs")]
    [InlineData("src/keys/index.ts")]
    [InlineData("keyboard.json")]
    [InlineData("secrets/README.md")]
    public void Other_names_do_not(string path) => Assert.False(SecretNames.LooksSecret(path));
}
