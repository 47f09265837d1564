using Orch.Workspaces;

namespace Orch.Tests.Configuration;

public sealed class CopyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("orch-copy-").FullName;

    public CopyTests()
    {
        Write("from/.env", "A=1");
        Write("from/deps/a/b.txt", "b");
        Write("outside/secret", "s");
        Directory.CreateDirectory(Path.Combine(root, "to"));
    }

    [Fact]
    public void Files_and_folders_are_copied_with_links_that_stay_inside()
    {
        File.CreateSymbolicLink(Path.Combine(root, "from", "deps", "link"), "a/b.txt");

        Assert.Empty(Copy(".env", "deps/"));

        Assert.Equal("A=1", File.ReadAllText(Path.Combine(root, "to", ".env")));
        Assert.Equal("b", File.ReadAllText(Path.Combine(root, "to", "deps", "a", "b.txt")));
        Assert.Equal("a/b.txt", new FileInfo(Path.Combine(root, "to", "deps", "link")).LinkTarget);
    }

    [Fact]
    public void What_is_there_is_not_replaced()
    {
        Write("to/.env", "mine");
        Write("to/deps/a/b.txt", "mine");

        Assert.Contains("is there already", Assert.Single(Copy(".env", "deps")), StringComparison.Ordinal);

        Assert.Equal("mine", File.ReadAllText(Path.Combine(root, "to", ".env")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(root, "to", "deps", "a", "b.txt")));
    }

    [Fact]
    public void What_is_missing_is_told() => Assert.Contains("is not there", Assert.Single(Copy("nothing")), StringComparison.Ordinal);

    [Theory]
    [InlineData("../outside/secret")]
    [InlineData("link")]
    [InlineData("folder-link/secret")]
    [InlineData("deps-with-link")]
    [InlineData(".git/config")]
    public void Nothing_comes_from_outside(string path)
    {
        Write("from/.git/config", "x");
        File.CreateSymbolicLink(Path.Combine(root, "from", "link"), Path.Combine(root, "outside", "secret"));
        File.CreateSymbolicLink(Path.Combine(root, "from", "folder-link"), "../outside");
        Directory.CreateDirectory(Path.Combine(root, "from", "deps-with-link"));
        File.CreateSymbolicLink(Path.Combine(root, "from", "deps-with-link", "out"), "../../outside/secret");

        Assert.Equal(OrchErrorKind.Usage, Assert.Throws<OrchException>(() => Copy(path)).Kind);
    }

    [Fact]
    public void Nothing_goes_outside()
    {
        File.CreateSymbolicLink(Path.Combine(root, "to", "deps"), Path.Combine(root, "outside"));

        Assert.Throws<OrchException>(() => Copy("deps/a"));

        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(Path.Combine(root, "outside")).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private IReadOnlyList<string> Copy(params IReadOnlyList<string> paths) => new CheckoutCopy(Path.Combine(root, "from"), Path.Combine(root, "to")).Copy(paths);

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
