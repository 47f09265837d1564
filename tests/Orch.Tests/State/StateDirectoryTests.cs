using Microsoft.Data.Sqlite;
using Orch.State;

namespace Orch.Tests.State;

public sealed class StateDirectoryTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("orch-test-").FullName;

    private string Home => Path.Combine(folder, "state");

    [Theory]
    [InlineData("ORCH_HOME=/o/,XDG_STATE_HOME=/x,HOME=/h", "/o")]
    [InlineData("ORCH_HOME=,XDG_STATE_HOME=/x/,HOME=/h", "/x/orch")]
    [InlineData("XDG_STATE_HOME=relative,HOME=/h", "/h/.local/state/orch")]
    [InlineData("HOME=/h", "/h/.local/state/orch")]
    public void It_is_found_by_the_environment(string environment, string path) =>
        Assert.Equal(path, StateDirectory.Locate(environment.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])).Path);

    [Fact]
    public void Directories_are_0700_and_files_0600()
    {
        using (OrchState.Open(Located(), TimeProvider.System))
        {
            var attempt = Path.GetDirectoryName(Located().EnsureAgent("a") + "/")!;
            Located().EnsureAttempt("a", 1);
            PrivateFile.Write(Path.Combine(attempt, "prompt.md"), "text");
            Assert.All(
                Directory.EnumerateDirectories(Home, "*", SearchOption.AllDirectories).Append(Home),
                directory => Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(directory)));
            Assert.All(
                Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories),
                file => Assert.Equal(Private, File.GetUnixFileMode(file)));
            Assert.Contains(Path.Combine(Home, "orch.db"), Directory.EnumerateFiles(Home));
        }
    }

    [Fact]
    public void An_own_directory_that_is_open_to_others_is_closed()
    {
        Directory.CreateDirectory(Home, Private | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Located().Ensure();
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(Home));
    }

    [Fact]
    public void An_open_directory_with_other_things_in_it_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Home, Private | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        File.WriteAllText(Path.Combine(Home, "letter.txt"), "");
        Assert.Equal(OrchErrorKind.Environment, Assert.Throws<OrchException>(Located().Ensure).Kind);
        Assert.True(File.GetUnixFileMode(Home).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void A_symbolic_link_in_its_place_is_refused()
    {
        Directory.CreateSymbolicLink(Home, Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName);
        Assert.Contains("symbolic link", Assert.Throws<OrchException>(Located().Ensure).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "elsewhere")));
    }

    [Fact]
    public void A_symbolic_link_in_the_place_of_an_agents_folder_is_refused()
    {
        Located().Ensure();
        Directory.CreateDirectory(Path.Combine(Home, "agents"));
        Directory.CreateSymbolicLink(Path.Combine(Home, "agents", "a"), folder);
        Assert.Throws<OrchException>(() => Located().EnsureAgent("a"));
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        File.WriteAllText(Home, "");
        Assert.Equal(OrchErrorKind.Environment, Assert.Throws<OrchException>(Located().Ensure).Kind);
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        OrchState.Open(Located(), TimeProvider.System).Dispose();
        Execute("PRAGMA user_version = 1000");
        var refused = Assert.Throws<OrchException>(() => OrchState.Open(Located(), TimeProvider.System));
        Assert.Equal(OrchErrorKind.Environment, refused.Kind);
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1000L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_environment_error()
    {
        Located().Ensure();
        File.WriteAllText(Located().Database, new string('x', 5000));
        Assert.Equal(OrchErrorKind.Environment, Assert.Throws<OrchException>(() => OrchState.Open(Located(), TimeProvider.System)).Kind);
    }

    [Fact]
    public void Many_may_create_it_at_once()
    {
        Parallel.For(0, 8, _ => OrchState.Open(Located(), TimeProvider.System).Dispose());
        using var state = OrchState.Open(Located(), TimeProvider.System);
        Assert.Equal(0, state.Events.LastSeq());
    }

    [Fact]
    public void A_private_file_is_replaced_whole_and_leaves_nothing_else()
    {
        Located().Ensure();
        var path = Path.Combine(Home, "file");
        PrivateFile.Write(path, "first");
        PrivateFile.Write(path, "second");
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Home));
        Assert.Throws<IOException>(() => PrivateFile.Create(path));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private StateDirectory Located() => StateDirectory.Locate(new Dictionary<string, string> { ["ORCH_HOME"] = Home });

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Located().Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
