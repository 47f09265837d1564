using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>What every registry keeps.</summary>
public abstract class RegistryConformance(StoreUnderTest store) : IDisposable
{
    [Fact]
    public async Task An_entry_is_alive_within_its_lease_and_known_after_it()
    {
        var entry = await store.Registry.RegisterAsync(new("alice") { Type = "reviewer", Capabilities = ["review", "sql", "review"] });

        Assert.True(entry.Alive);
        Assert.Equal(["review", "sql"], entry.Capabilities);
        Assert.Equal(store.Time.GetUtcNow().AddSeconds(60), entry.LeaseUntil);
        store.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(await store.Registry.DiscoverAsync());
        var known = Assert.Single(await store.Registry.DiscoverAsync(includeExpired: true));
        Assert.False(known.Alive);
        Assert.Equal("reviewer", known.Type);
    }

    [Fact]
    public async Task A_heartbeat_renews_for_the_lease_that_was_asked_for()
    {
        await store.Registry.RegisterAsync(new("alice") { Lease = TimeSpan.FromSeconds(5) });
        store.Time.Advance(TimeSpan.FromSeconds(4));

        var entry = await store.Registry.HeartbeatAsync("alice");

        Assert.Equal(store.Time.GetUtcNow().AddSeconds(5), entry.LeaseUntil);
    }

    [Fact]
    public async Task Registering_a_live_name_again_renews_it_and_replaces_what_it_can_do()
    {
        var first = await store.Registry.RegisterAsync(new("alice") { Type = "t", Capabilities = ["a"] });
        store.Time.Advance(TimeSpan.FromSeconds(30));

        var second = await store.Registry.RegisterAsync(new("alice") { Capabilities = ["b"] });

        Assert.Equal(["b"], second.Capabilities);
        Assert.Equal(first.RegisteredAt, second.RegisteredAt);
        Assert.Equal(store.Time.GetUtcNow().AddSeconds(60), second.LeaseUntil);
        Assert.Single(await store.Registry.DiscoverAsync(includeExpired: true));
    }

    [Fact]
    public async Task Any_call_in_its_own_name_renews_an_entry()
    {
        await store.Registry.RegisterAsync(new("alice"));
        await store.Registry.RegisterAsync(new("bob") { Lease = TimeSpan.FromDays(1) });
        Func<Task>[] calls =
        [
            () => store.Mailbox.SendAsync(new("alice", "bob", "hello")),
            () => store.Mailbox.InboxAsync("alice"),
            () => store.Mailbox.SentAsync("alice"),
            () => store.Tasks.ClaimAsync("alice"),
        ];
        foreach (var call in calls)
        {
            store.Time.Advance(TimeSpan.FromSeconds(50));
            await call();
            Assert.Contains(await store.Registry.DiscoverAsync(), entry => entry.Name == "alice" && entry.LeaseUntil == store.Time.GetUtcNow().AddSeconds(60));
        }
    }

    [Fact]
    public async Task Agents_are_found_by_what_they_can_do()
    {
        await store.Registry.RegisterAsync(new("alice") { Capabilities = ["review"] });
        await store.Registry.RegisterAsync(new("bob") { Capabilities = ["build", "review"] });

        Assert.Equal(["alice", "bob"], (await store.Registry.DiscoverAsync("review")).Select(entry => entry.Name));
        Assert.Equal(["bob"], (await store.Registry.DiscoverAsync("build")).Select(entry => entry.Name));
        Assert.Empty(await store.Registry.DiscoverAsync("rev"));
    }

    [Fact]
    public async Task A_heartbeat_of_nobody_is_not_found() =>
        Assert.Equal(OrchErrorKind.NotFound, (await Assert.ThrowsAsync<OrchException>(() => store.Registry.HeartbeatAsync("nobody"))).Kind);

    [Theory]
    [MemberData(nameof(BadNames.All), MemberType = typeof(BadNames))]
    public async Task What_is_no_name_is_wrong_usage(string name)
    {
        Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => store.Registry.RegisterAsync(new(name)))).Kind);
        Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => store.Registry.RegisterAsync(new("a") { Capabilities = [name] }))).Kind);
        Assert.Empty(await store.Registry.DiscoverAsync(includeExpired: true));
    }

    [Fact]
    public async Task Nobody_is_called_broadcast() =>
        Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => store.Registry.RegisterAsync(new("broadcast")))).Kind);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
