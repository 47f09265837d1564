using System.Globalization;
using Microsoft.Data.Sqlite;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Configuration;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Recovery;

/// <summary>What can befall a machine: each has one outcome, and nothing that is dead is ever listed as running.</summary>
public sealed class CatastropheTests
{
    [Fact]
    public async Task After_a_reboot_an_agent_is_lost_though_a_process_has_its_number_and_is_taken_up_again()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        await crash.CrashAsync("work");

        // Another process, that is alive, has the number and the start time in this boot: what a reboot can bring about.
        var other = ProcessIdentity.Current();
        Execute(crash, "UPDATE agents SET supervisor_boot = 'another-boot', supervisor_pid = $pid, supervisor_start = $start", ("$pid", other.Pid), ("$start", other.StartTime));
        var listed = await crash.World.OrchJsonAsync(0, "list", "--json");
        Assert.Equal("lost", listed.GetProperty("agents")[0].GetProperty("state").GetString());
        crash.LetGo();

        await crash.DemandAsync("resume");

        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
    }

    /// <summary>Line 7 of what went wrong before: ending tmux left the agent running, with no result.</summary>
    [Fact]
    public async Task Ending_the_tmux_server_as_a_logout_does_leaves_the_agent_with_its_supervisor_and_its_result()
    {
        await using var crash = await CrashWorld.CreateAsync(CrashWorld.Waits.Replace("sleep 600", "while [ ! -e \"$WORLD/go\" ]; do sleep 0.1; done; echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"result\":\"DONE\",\"session_id\":\"s-1\"}'", StringComparison.Ordinal));
        await crash.StartAsync("work");

        var ended = await crash.World.RunAsync("sh", ["-c", "for s in \"$TMUX_TMPDIR\"/tmux-*/*; do tmux -S \"$s\" kill-server; done"]);

        Assert.True(ended.Succeeded, ended.Error);
        Assert.Equal(AgentState.Running, crash.Shown("work").State);
        crash.LetGo();
        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
    }

    [Fact]
    public async Task A_worktree_that_was_deleted_is_made_again_from_what_git_has_of_it()
    {
        await using var crash = await CrashWorld.CreateAsync($$"""
            if [ ! -e "$WORLD/go" ]; then echo kept > kept.txt; git add kept.txt; git commit -qm 'Keep'; echo staged > staged.txt; git add staged.txt; fi
            {{CrashWorld.Waits}}
            """);
        await crash.StartAsync("work");
        await crash.CrashAsync("work");
        Directory.Delete(Path.Combine(crash.World.Root, "app.orch", "work"), recursive: true);
        crash.LetGo();

        var said = await crash.DemandAsync("resume", "work");

        Assert.Contains("made again", said);
        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
        Assert.Equal("kept\n", await crash.World.AtOriginAsync("orch/work", "kept.txt"));
        Assert.Equal("staged\n", await crash.World.AtOriginAsync("orch/work", "staged.txt"));
        Assert.Equal("whole\n", await crash.World.AtOriginAsync("orch/work", "whole.txt"));
        Assert.Equal("# app\n", await crash.World.AtOriginAsync("orch/work", "README.md"));
    }

    [Fact]
    public async Task A_worktree_that_was_deleted_with_gits_record_of_it_is_made_again_at_its_branch()
    {
        await using var crash = await CrashWorld.CreateAsync($$"""
            if [ ! -e "$WORLD/go" ]; then echo kept > kept.txt; git add kept.txt; git commit -qm 'Keep'; fi
            {{CrashWorld.Waits}}
            """);
        await crash.StartAsync("work");
        await crash.CrashAsync("work");
        await crash.World.GitAsync("worktree", "remove", "--force", Path.Combine(crash.World.Root, "app.orch", "work"));
        crash.LetGo();

        await crash.DemandAsync("resume", "work");

        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
        Assert.Equal("kept\n", await crash.World.AtOriginAsync("orch/work", "kept.txt"));
        Assert.Equal("whole\n", await crash.World.AtOriginAsync("orch/work", "whole.txt"));
    }

    [Fact]
    public async Task A_worktree_that_is_deleted_during_a_run_ends_the_agent_as_failed_and_keeps_its_commits()
    {
        await using var crash = await CrashWorld.CreateAsync("""
            cat > /dev/null
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            echo kept > kept.txt; git add kept.txt; git commit -qm 'Keep'
            rm -rf "$PWD"
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);

        await crash.World.OrchAsync("run", "--name", "work", "Do the work");

        var agent = crash.Shown("work");
        Assert.Equal(AgentState.Failed, agent.State);
        Assert.Contains("app.orch/work", agent.Reason);
        Assert.Equal("kept", await crash.World.GitAsync("show", "orch/work:kept.txt"));
    }

    [Fact]
    public async Task A_repository_that_was_moved_leaves_the_agent_lost_until_it_is_back()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        await crash.CrashAsync("work");
        Directory.Move(crash.World.Repository, crash.World.Repository + "-moved");
        crash.LetGo();

        var refused = await crash.World.RunAsync(OrchBinary.Path, ["resume", "work"], crash.World.Root);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("move it back", refused.Error);
        Assert.Equal(AgentState.Lost, crash.Shown("work").State);
        Directory.Move(crash.World.Repository + "-moved", crash.World.Repository);
        await crash.DemandAsync("resume", "work");
        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
    }

    [Fact]
    public async Task Writers_that_are_killed_leave_the_record_whole()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");

        // Each is killed at a later moment of its work than the one before.
        var script = "for n in 004 006 008 01 012 015 02 03 1 2 3 4 5; do (\"$0\" send work \"word $n\" > /dev/null 2>&1 & p=$!; sleep 0.$n; kill -9 $p 2> /dev/null; wait $p); done; true";
        await crash.World.RunAsync("sh", ["-c", script, OrchBinary.Path]);
        await crash.CrashAsync("work");

        Assert.Equal("ok", Scalar(crash, "PRAGMA integrity_check"));
        Assert.Equal("lost", (await crash.World.OrchJsonAsync(0, "list", "--json")).GetProperty("agents")[0].GetProperty("state").GetString());
        await crash.DemandAsync("kill", "work");
    }

    [Fact]
    public async Task A_full_disk_ends_the_agent_with_a_reason_and_keeps_its_work()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "a small disk can only be mounted by root on Linux");
        await using var crash = await CrashWorld.CreateAsync("""
            cat > /dev/null
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            echo half > half.txt
            if [ ! -e "$WORLD/go" ]; then
              dd if=/dev/zero of="$ORCH_HOME/fill" bs=64k 2> /dev/null
              dd if=/dev/zero of="$ORCH_HOME/fill2" bs=1k 2> /dev/null
              n=0; while [ $n -lt 4000 ]; do n=$((n+1)); echo '{"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"I fill the disk with what I say, and say it again and again"}]}}'; done
              sleep 600
            fi
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);
        var mounted = await crash.World.RunAsync("mount", ["-t", "tmpfs", "-o", "size=12m,mode=0700", "tmpfs", crash.World.State]);
        Assert.SkipUnless(mounted.Succeeded, $"a small disk cannot be mounted here: {mounted.Error}");
        try
        {
            await crash.World.ConfigureUserAsync("[limits]\nfree_disk = \"0\"\n");
            await crash.DemandAsync("run", "--detach", "--name", "work", "Fill the disk");

            await Waiting.UntilAsync(() => crash.Shown("work").State is AgentState.Failed or AgentState.Lost, "the agent ends");

            var agent = crash.Shown("work");
            Assert.Equal((AgentState.Failed, true), (agent.State, agent.Reason?.Contains("is full", StringComparison.Ordinal)));
            crash.AssertNoOrphan(agent);
            Assert.Equal("half\n", await File.ReadAllTextAsync(Path.Combine(crash.World.Root, "app.orch", "work", "half.txt"), TestContext.Current.CancellationToken));
            File.Delete(Path.Combine(crash.World.State, "fill"));
            File.Delete(Path.Combine(crash.World.State, "fill2"));
            crash.LetGo();
            await crash.DemandAsync("retry", "work");
            Assert.Equal("half\n", await crash.World.AtOriginAsync("orch/work", "half.txt"));
        }
        finally
        {
            crash.State.Dispose();
            await crash.World.RunAsync("umount", ["-l", crash.World.State]);
        }
    }

    private static void Execute(CrashWorld crash, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = Connect(crash);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private static string Scalar(CrashWorld crash, string sql)
    {
        using var connection = Connect(crash);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    private static SqliteConnection Connect(CrashWorld crash)
    {
        var connection = new SqliteConnection($"Data Source={crash.State.Directory.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
