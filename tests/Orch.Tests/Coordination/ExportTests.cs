using System.Text.Json;
using Orch.Coordination;
using Orch.Tests.Cli;

namespace Orch.Tests.Coordination;

/// <summary>Plain files for an audit, out and in again.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly CliWorld world = new();

    private string Folder => Path.Combine(world.Folder, "audit");

    [Fact]
    public async Task What_was_exported_is_imported_elsewhere_once()
    {
        await FillAsync();
        Assert.Equal(0, await world.OrchAsync("a2a", "export", Folder));
        Assert.Equal(0, await world.OrchAsync("a2a", "export", Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        using var other = new CliWorld();

        Assert.Equal(0, await other.OrchAsync("a2a", "import", Folder));
        Assert.Equal(0, await other.OrchAsync("a2a", "import", Folder));

        using var store = CoordinationStore.Open(other.Context.Surroundings);
        Assert.Equal(["alice", "bob"], (await store.Registry.DiscoverAsync(includeExpired: true)).Select(one => one.Name));
        Assert.Equal([("a", PoolTaskState.Ready), ("z", PoolTaskState.Done), ("b", PoolTaskState.Waiting)], (await store.Tasks.ListAsync()).Select(one => (one.Id, one.State)));
        Assert.Equal("hello", Assert.Single(await store.Mailbox.InboxAsync("bob")).Body);
        Assert.Contains("0 taken in, 6 were there already", other.Error);
    }

    [Fact]
    public async Task A_bad_file_is_named_and_the_rest_goes_on()
    {
        await FillAsync();
        await world.OrchAsync("a2a", "export", Folder);
        Write("tasks/a.json", """{"id":"a","description":5,"state":"ready"}""");
        Write("tasks/loop1.json", """{"id":"loop1","description":"x","state":"waiting","after":["loop2"]}""");
        Write("tasks/loop2.json", """{"id":"loop2","description":"x","state":"waiting","after":["loop1"]}""");
        Write("tasks/other.json", """{"id":"../../x","description":"x","state":"ready"}""");
        Write("agents/bad.json", "no json at all");
        Write("agents/null.json", "null");
        Write("messages/m.json", """{"state":"queued","message":null}""");
        Write("messages/n.json", """{"state":"flying","message":{}}""");
        File.CreateSymbolicLink(Path.Combine(Folder, "tasks", "link.json"), "/etc/passwd");
        using var other = new CliWorld();

        Assert.Equal(1, await other.OrchAsync("a2a", "import", Folder));

        foreach (var file in (string[])["tasks/a.json: $.description", "tasks/loop1.json", "tasks/loop2.json", "tasks/other.json", "agents/bad.json", "agents/null.json", "messages/m.json", "messages/n.json: $.state", "tasks/link.json"])
        {
            Assert.Contains(file, other.Error);
        }

        Assert.DoesNotContain("unexpected", other.Error);
        using var store = CoordinationStore.Open(other.Context.Surroundings);
        Assert.Equal(2, (await store.Registry.DiscoverAsync(includeExpired: true)).Count);
        Assert.Equal("z", Assert.Single(await store.Tasks.ListAsync()).Id);
        Assert.Single(await store.Mailbox.InboxAsync("bob"));
    }

    [Fact]
    public async Task A_foreign_directory_or_a_link_is_refused_and_untouched()
    {
        var foreign = Directory.CreateDirectory(Path.Combine(world.Folder, "foreign")).FullName;
        File.WriteAllText(Path.Combine(foreign, "mine.txt"), "mine");
        File.SetUnixFileMode(foreign, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        var empty = Directory.CreateDirectory(Path.Combine(world.Folder, "empty")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(world.Folder, "link"), empty);

        Assert.Equal(2, await world.OrchAsync("a2a", "export", foreign));
        Assert.Equal(5, await world.OrchAsync("a2a", "export", Path.Combine(world.Folder, "link")));

        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(foreign).Select(Path.GetFileName));
        Assert.True(File.GetUnixFileMode(foreign).HasFlag(UnixFileMode.OtherRead));
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty));
        Assert.Equal(6, await world.OrchAsync("a2a", "import", Path.Combine(world.Folder, "nowhere")));
    }

    public void Dispose() => world.Dispose();

    private async Task FillAsync()
    {
        using var store = CoordinationStore.Open(world.Context.Surroundings);
        await store.Registry.RegisterAsync(new("alice"));
        await store.Registry.RegisterAsync(new("bob"));
        await store.Mailbox.SendAsync(new("alice", "bob", "hello"));
        await store.Tasks.PublishAsync(new("first, and leased") { Id = "a" });
        await store.Tasks.ClaimAsync("alice");
        await store.Tasks.PublishAsync(new("done") { Id = "z" });
        await store.Tasks.CompleteAsync("z", (await store.Tasks.ClaimAsync("bob"))!.Token!.Value);
        await store.Tasks.PublishAsync(new("waits for what comes later in the alphabet") { Id = "b", After = ["z", "a"] });
    }

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);
}
