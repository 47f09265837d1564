using Orch.Configuration;
using Orch.State;

namespace Orch.Tests.Configuration;

public sealed class LoadingTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("orch-config-").FullName;
    private readonly Dictionary<string, string> environment;
    private readonly StateDirectory state;

    public LoadingTests()
    {
        environment = new(StringComparer.Ordinal) { ["HOME"] = Path.Combine(root, "home"), ["ORCH_HOME"] = Path.Combine(root, "state") };
        state = StateDirectory.Locate(environment);
        Directory.CreateDirectory(Path.Combine(root, "app", ".git"));
    }

    [Fact]
    public void Nothing_anywhere_is_fine_and_creates_nothing()
    {
        var loaded = Load();

        Assert.Null(loaded.UserFile);
        Assert.Null(loaded.RepositoryFile);
        Assert.Equal(Path.Combine(root, "home", ".config", "orch", "config.toml"), loaded.UserPath);
        Assert.False(Directory.Exists(state.Path));
    }

    [Fact]
    public void The_users_file_is_where_XDG_says()
    {
        environment["XDG_CONFIG_HOME"] = Path.Combine(root, "xdg");
        Write("xdg/orch/config.toml", "[run]\nrepair = 4\n");

        Assert.Equal(4, Load().Settings.Number("run.repair"));
    }

    [Fact]
    public void Trust_belongs_to_one_content_at_one_place()
    {
        Write("app/orch.toml", "[run]\nvalidate = \"make\"\n");
        var first = Load().RepositoryFile!;
        var trusted = new TrustedFiles(state);
        Assert.False(trusted.Contains(first.Path, first.Sha256));

        trusted.Add(first.Path, first.Sha256);

        Assert.True(Load().IsRepositoryTrusted);
        Assert.Null(Load().IgnoredNotice);
        Assert.False(trusted.Contains(first.Path + "2", first.Sha256));
        Write("app/orch.toml", "[run]\nvalidate = \"make \"\n");
        Assert.Contains("run.validate", Load().IgnoredNotice, StringComparison.Ordinal);
        Write("app/orch.toml", "[run]\nvalidate = \"make\"\n");
        Assert.True(Load().IsRepositoryTrusted);
    }

    [Fact]
    public void A_link_in_the_repository_is_refused_and_one_of_the_users_is_not()
    {
        Write("elsewhere.toml", "[run]\nrepair = 2\n");
        Write("home/.config/orch/x", "");
        File.CreateSymbolicLink(Path.Combine(root, "home", ".config", "orch", "config.toml"), Path.Combine(root, "elsewhere.toml"));
        Assert.Equal(2, Load().Settings.Number("run.repair"));

        File.CreateSymbolicLink(Path.Combine(root, "app", "orch.toml"), Path.Combine(root, "elsewhere.toml"));

        Assert.Contains("is a symbolic link", Assert.Throws<OrchException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Write("app/orch.toml", "");
        File.WriteAllBytes(Path.Combine(root, "app", "orch.toml"), [0x5B, 0xFF, 0xFE]);
        Assert.Contains("is not UTF-8 text", Assert.Throws<OrchException>(Load).Message, StringComparison.Ordinal);

        File.WriteAllBytes(Path.Combine(root, "app", "orch.toml"), new byte[(1 << 20) + 1]);
        Assert.Contains("more than 1 MiB", Assert.Throws<OrchException>(Load).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private LoadedConfiguration Load() => new ConfigurationLoader(environment, state).Load(Path.Combine(root, "app"), []);

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
