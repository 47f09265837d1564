using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>What every task pool keeps.</summary>
public abstract class TaskPoolConformance(StoreUnderTest store) : IDisposable
{
    private ITaskPool Tasks => store.Tasks;

    [Fact]
    public async Task A_task_is_claimed_with_a_token_and_completed_with_it()
    {
        await Tasks.PublishAsync(new("port it") { Id = "port", Constraints = new Dictionary<string, string> { ["lang"] = "c#" } });

        var claimed = await Tasks.ClaimAsync("alice");
        var done = await Tasks.CompleteAsync("port", claimed!.Token!.Value, "ported");

        Assert.Equal((PoolTaskState.Leased, 1, "alice"), (claimed.State, claimed.Attempt, claimed.Owner));
        Assert.Equal(store.Time.GetUtcNow().AddSeconds(60), claimed.LeaseUntil);
        Assert.Equal((PoolTaskState.Done, "ported", "alice"), (done.State, done.Result, done.Owner));
        Assert.Equal("c#", done.Constraints["lang"]);
        Assert.Null(done.LeaseUntil);
        Assert.Null(await Tasks.ClaimAsync("bob"));
        Assert.Null((await Tasks.GetAsync("port")).Token);
    }

    [Fact]
    public async Task A_late_completion_is_refused()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        var first = await Tasks.ClaimAsync("alice", lease: TimeSpan.FromSeconds(10));
        store.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("x", first!.Token!.Value)));
        var second = await Tasks.ClaimAsync("bob");
        Assert.True(second!.Token > first!.Token);
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("x", first.Token!.Value)));
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.RenewAsync("x", first.Token!.Value)));
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.FailAsync("x", first.Token!.Value)));
        Assert.Equal("bob", (await Tasks.CompleteAsync("x", second.Token!.Value)).Owner);
    }

    [Fact]
    public async Task A_renewal_keeps_a_task_for_another_lease()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        var token = (await Tasks.ClaimAsync("alice"))!.Token!.Value;
        for (var i = 0; i < 3; i++)
        {
            store.Time.Advance(TimeSpan.FromSeconds(59));
            Assert.Equal(store.Time.GetUtcNow().AddSeconds(60), (await Tasks.RenewAsync("x", token)).LeaseUntil);
        }

        Assert.Null(await Tasks.ClaimAsync("bob"));
        Assert.Equal(PoolTaskState.Done, (await Tasks.CompleteAsync("x", token)).State);
    }

    [Fact]
    public async Task The_same_completion_twice_is_one_and_another_one_is_refused()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        var token = (await Tasks.ClaimAsync("alice"))!.Token!.Value;
        await Tasks.CompleteAsync("x", token, "r");

        Assert.Equal("r", (await Tasks.CompleteAsync("x", token, "r")).Result);
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("x", token, "something else")));
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.FailAsync("x", token)));
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.ClaimAsync("bob", "x")));
    }

    [Fact]
    public async Task A_token_of_one_task_is_stale_for_another()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        await Tasks.PublishAsync(new("y") { Id = "y" });
        var x = await Tasks.ClaimAsync("alice", "x");
        await Tasks.ClaimAsync("bob", "y");

        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("y", x!.Token!.Value)));
    }

    [Fact]
    public async Task The_highest_priority_goes_first_then_the_oldest()
    {
        foreach (var (id, priority) in (ReadOnlySpan<(string, int)>)[("low", -1), ("a", 0), ("high", 7), ("b", 0)])
        {
            _ = Tasks.PublishAsync(new(id) { Id = id, Priority = priority });
        }

        Assert.Equal(["high", "a", "b", "low"], (await Tasks.ListAsync()).Select(task => task.Id));
        foreach (var expected in (string[])["high", "a", "b", "low"])
        {
            Assert.Equal(expected, (await Tasks.ClaimAsync("alice"))!.Id);
        }
    }

    [Fact]
    public async Task A_task_is_only_given_to_who_can_do_it()
    {
        await Tasks.PublishAsync(new("x") { Id = "x", Requires = ["csharp", "sql"], Priority = 9 });
        await Tasks.PublishAsync(new("y") { Id = "y" });
        await store.Registry.RegisterAsync(new("half") { Capabilities = ["sql"] });
        await store.Registry.RegisterAsync(new("whole") { Capabilities = ["sql", "csharp", "more"] });

        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.ClaimAsync("half", "x")));
        Assert.Equal("y", (await Tasks.ClaimAsync("half"))!.Id);
        Assert.Null(await Tasks.ClaimAsync("stranger"));
        Assert.Equal("x", (await Tasks.ClaimAsync("whole"))!.Id);
    }

    [Fact]
    public async Task A_task_waits_for_those_before_it()
    {
        await Tasks.PublishAsync(new("a") { Id = "a" });
        await Tasks.PublishAsync(new("b") { Id = "b" });
        var last = await Tasks.PublishAsync(new("c") { Id = "c", After = ["a", "b"] });
        Assert.Equal(PoolTaskState.Waiting, last.State);

        await DoAsync("a");
        Assert.Equal(PoolTaskState.Waiting, (await Tasks.GetAsync("c")).State);
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.ClaimAsync("alice", "c")));
        await DoAsync("b");
        Assert.Equal(PoolTaskState.Ready, (await Tasks.GetAsync("c")).State);
        Assert.Equal(PoolTaskState.Ready, (await Tasks.PublishAsync(new("d") { Id = "d", After = ["a"] })).State);
    }

    [Fact]
    public async Task What_waits_for_a_task_that_can_never_be_done_has_failed()
    {
        await Tasks.PublishAsync(new("a") { Id = "a" });
        await Tasks.PublishAsync(new("b") { Id = "b", After = ["a"] });
        await Tasks.PublishAsync(new("c") { Id = "c", After = ["b"] });

        await Tasks.CancelAsync("a");

        Assert.All([await Tasks.GetAsync("b"), await Tasks.GetAsync("c")], task => Assert.Equal(PoolTaskState.Failed, task.State));
        Assert.Contains("a, which it waits for", (await Tasks.GetAsync("c")).Result);
        Assert.Equal(PoolTaskState.Failed, (await Tasks.PublishAsync(new("d") { Id = "d", After = ["c"] })).State);
    }

    [Fact]
    public async Task After_its_last_attempt_a_task_is_dead()
    {
        await Tasks.PublishAsync(new("x") { Id = "x", MaxAttempts = 2 });
        await Tasks.PublishAsync(new("y") { Id = "y", After = ["x"] });

        var first = await Tasks.ClaimAsync("alice", "x");
        Assert.Equal(PoolTaskState.Ready, (await Tasks.FailAsync("x", first!.Token!.Value, "no luck")).State);
        var second = await Tasks.ClaimAsync("alice", "x");
        store.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(2, second!.Attempt);
        Assert.Equal(PoolTaskState.Dead, (await Tasks.GetAsync("x")).State);
        Assert.Equal(PoolTaskState.Failed, (await Tasks.GetAsync("y")).State);
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("x", second.Token!.Value)));
    }

    [Fact]
    public async Task Without_a_limit_a_task_is_given_out_again_and_again()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        for (var i = 1; i <= 50; i++)
        {
            Assert.Equal(i, (await Tasks.ClaimAsync("alice"))!.Attempt);
            store.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    [Fact]
    public async Task After_its_deadline_a_task_is_not_given_out_but_its_holder_may_end_it()
    {
        var soon = store.Time.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await Tasks.PublishAsync(new("x") { Id = "x", Constraints = new Dictionary<string, string> { ["deadline"] = soon } });
        await Tasks.PublishAsync(new("y") { Id = "y", Constraints = new Dictionary<string, string> { ["deadline"] = soon } });
        var held = await Tasks.ClaimAsync("alice", "x", TimeSpan.FromMinutes(5));
        store.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await Tasks.ClaimAsync("bob"));
        Assert.Equal(PoolTaskState.Failed, (await Tasks.GetAsync("y")).State);
        Assert.Equal(PoolTaskState.Done, (await Tasks.CompleteAsync("x", held!.Token!.Value)).State);
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.PublishAsync(new("z") { Constraints = new Dictionary<string, string> { ["deadline"] = "soon" } })));
    }

    [Fact]
    public async Task A_cancelled_task_is_out_of_the_pool()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });
        var held = await Tasks.ClaimAsync("alice");

        Assert.Equal(PoolTaskState.Cancelled, (await Tasks.CancelAsync("x")).State);
        Assert.Equal(PoolTaskState.Cancelled, (await Tasks.CancelAsync("x")).State);
        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.CompleteAsync("x", held!.Token!.Value)));
        Assert.Null(await Tasks.ClaimAsync("bob"));
    }

    [Fact]
    public async Task Ids_are_unique_and_what_is_unknown_is_not_found()
    {
        await Tasks.PublishAsync(new("x") { Id = "x" });

        Assert.Equal(OrchErrorKind.Conflict, await KindAsync(() => Tasks.PublishAsync(new("again") { Id = "x" })));
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.PublishAsync(new("self") { Id = "s", After = ["s"] })));
        Assert.Equal(OrchErrorKind.NotFound, await KindAsync(() => Tasks.PublishAsync(new("y") { After = ["unknown"] })));
        Assert.Equal(OrchErrorKind.NotFound, await KindAsync(() => Tasks.GetAsync("unknown")));
        Assert.Equal(OrchErrorKind.NotFound, await KindAsync(() => Tasks.CompleteAsync("unknown", 1)));
        Assert.Equal("x", (await Tasks.GetAsync("x")).Description);
    }

    [Theory]
    [MemberData(nameof(BadNames.All), MemberType = typeof(BadNames))]
    public async Task What_is_no_id_is_wrong_usage(string id)
    {
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.PublishAsync(new("x") { Id = id })));
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.PublishAsync(new("x") { Requires = [id] })));
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.PublishAsync(new("x") { After = [id] })));
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.ClaimAsync(id)));
        Assert.Equal(OrchErrorKind.Usage, await KindAsync(() => Tasks.ClaimAsync("alice", id)));
        Assert.Empty(await Tasks.ListAsync());
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task DoAsync(string id) => await Tasks.CompleteAsync(id, (await Tasks.ClaimAsync("worker", id))!.Token!.Value);

    private static async Task<OrchErrorKind> KindAsync(Func<Task> call) => (await Assert.ThrowsAsync<OrchException>(call)).Kind;
}
