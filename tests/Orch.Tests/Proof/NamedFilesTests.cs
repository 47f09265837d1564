using Orch.Proof;

namespace Orch.Tests.Proof;

public sealed class NamedFilesTests
{
    private static readonly IReadOnlySet<string> Files = new HashSet<string>(StringComparer.Ordinal)
    {
        "check.sh", "scripts/ci.sh", "Makefile", "web/Makefile", "web/run.sh", "package.json", "web/package.json", "tests/test_a.py", "app.csproj", "setup.cfg", "odd name.sh", "src/x.py",
    };

    [Theory]
    [InlineData("./check.sh", "check.sh")]
    [InlineData("bash scripts/ci.sh --fast", "scripts/ci.sh")]
    [InlineData("make test", "Makefile")]
    [InlineData("make -C web test", "Makefile web/Makefile")]
    [InlineData("cd web && ./run.sh", "web/run.sh")]
    [InlineData("(cd web; sh ../check.sh)", "check.sh")]
    [InlineData("python -m pytest tests/test_a.py::test_one -c=setup.cfg", "setup.cfg tests/test_a.py")]
    [InlineData("dotnet test app.csproj", "app.csproj")]
    [InlineData("sh -c 'exec ./check.sh'", "")]
    [InlineData("sh 'odd name.sh'", "odd name.sh")]
    [InlineData("FOO=1 \"$PWD/check.sh\"", "check.sh")]
    [InlineData("cargo test", "")]
    [InlineData("cat ../check.sh tests", "")]
    public void The_files_that_a_command_names_are_found(string command, string expected) =>
        Assert.Equal(expected, string.Join(' ', NamedFiles.Of(command, Files).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("npm test", "package.json")]
    [InlineData("cd web && yarn test", "package.json web/package.json")]
    [InlineData("npm --prefix web run test", "package.json web/package.json")]
    [InlineData("make test", "")]
    public void Package_scripts_are_looked_up_where_the_command_goes(string command, string expected) =>
        Assert.Equal(expected, string.Join(' ', NamedFiles.ScriptFiles(command, Files).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_scripts_around_the_named_one_count_too()
    {
        var scripts = PackageScripts.Read("""{ "scripts": { "pretest": "a", "test": "b", "posttest": "c", "build": "d" }, }""")!;
        Assert.Equal(["a", "b", "c"], PackageScripts.Named(scripts, "npm test").Values);
        Assert.Equal(["d"], PackageScripts.Named(scripts, "npm run build").Values);
        Assert.Null(PackageScripts.Read("no json"));
        Assert.Empty(PackageScripts.Read("[1]")!);
    }
}
