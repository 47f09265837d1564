using Orch.Processes;
using Orch.Sessions;

namespace Orch.Tests.Sessions;

public sealed class UserScopeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orch-").FullName;

    [Fact]
    public void Where_the_users_own_systemd_listens_the_server_gets_a_scope()
    {
        Directory.CreateDirectory(Path.Combine(folder, "systemd"));
        File.WriteAllText(Path.Combine(folder, "systemd", "private"), "");
        AddSystemdRun();

        var scoped = UserScope.Around(Tmux(), Caller());

        Assert.Equal("systemd-run", scoped?.Program);
        Assert.Equal(["--user", "--scope", "--quiet", "--collect", "--", "tmux", "-L", "x"], scoped?.Arguments);
        Assert.Equal(folder, scoped?.Environment["XDG_RUNTIME_DIR"]);
    }

    [Fact]
    public void Where_it_does_not_nothing_changes()
    {
        AddSystemdRun();

        Assert.Null(UserScope.Around(Tmux(), Caller()));
        Assert.Null(UserScope.Around(Tmux(), new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static ProcessSpec Tmux() => new("tmux", "-L", "x") { Environment = new Dictionary<string, string>(StringComparer.Ordinal) };

    private Dictionary<string, string> Caller() => new(StringComparer.Ordinal) { ["XDG_RUNTIME_DIR"] = folder, ["PATH"] = folder };

    private void AddSystemdRun()
    {
        var program = Path.Combine(folder, "systemd-run");
        File.WriteAllText(program, "#!/bin/sh\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
