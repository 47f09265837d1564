using Orch.Coordination;
using Orch.Processes;
using Orch.State;
using Orch.Tests.State;

namespace Orch.Tests.Coordination;

/// <summary>The mail of agents that Orch runs, and the news of those that they asked for.</summary>
public sealed class AgentMailTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly OrchState state;
    private readonly CoordinationStore store;

    public AgentMailTests()
    {
        state = folder.Open();
        store = CoordinationStore.Open(folder.Directory, TimeProvider.System);
        state.Agents.Create("the task", [(StateFolder.Agent("parent"), "{}"), (StateFolder.Agent("child") with { RequestedBy = "parent" }, "{}")]);
    }

    [Fact]
    public async Task An_agent_is_registered_and_alive_as_long_as_its_supervisor_is()
    {
        state.Agents.TakeOwnership("parent", ProcessIdentity.Current());
        state.Agents.TakeOwnership("child", ProcessIdentity.Current() with { StartTime = 1 });

        Assert.Equal(["parent"], (await store.Registry.DiscoverAsync()).Select(one => one.Name));
        Assert.Equal("claude", (await store.Registry.DiscoverAsync(includeExpired: true))[0].Type);
        state.Agents.Update("parent", agent => agent with { State = AgentState.Answered });
        Assert.Empty(await store.Registry.DiscoverAsync());
    }

    [Fact]
    public async Task Mail_becomes_one_turn_and_is_acknowledged_when_that_was_given()
    {
        state.Agents.TakeOwnership("parent", ProcessIdentity.Current());
        var first = (await store.Mailbox.SendAsync(new("bob", "parent", "one\"\n")))[0].Id;
        await store.Mailbox.SendAsync(new("carol", "parent", "two"));

        state.Mail.Collect("parent");
        state.Mail.Collect("parent");
        var turn = state.Turns.Next("parent")!;

        Assert.Equal("bob, carol", turn.Sender);
        Assert.Contains($"\"id\":\"{first}\"", turn.Text);
        Assert.Contains("two", turn.Text);
        Assert.Equal(MessageState.Queued, (await store.Mailbox.SentAsync("bob"))[0].State);
        state.Turns.Deliver(turn, attempt: 1);
        Assert.Equal(MessageState.Acked, (await store.Mailbox.SentAsync("bob"))[0].State);
        Assert.Null(state.Turns.Next("parent"));
        Assert.Empty(await store.Mailbox.InboxAsync("parent"));
    }

    [Fact]
    public async Task Mail_that_could_not_be_given_waits_in_the_inbox()
    {
        state.Agents.TakeOwnership("parent", ProcessIdentity.Current());
        await store.Mailbox.SendAsync(new("bob", "parent", "one"));
        state.Mail.Collect("parent");

        state.Agents.Update("parent", agent => agent with { State = AgentState.Failed });

        Assert.Equal(MessageState.Queued, (await store.Mailbox.SentAsync("bob"))[0].State);
        Assert.Single(await store.Mailbox.InboxAsync("parent"));
    }

    [Fact]
    public async Task Two_that_answer_each_other_come_to_an_end()
    {
        state.Agents.TakeOwnership("parent", ProcessIdentity.Current());
        for (var i = 0; i < AgentMail.MostTurns; i++)
        {
            await store.Mailbox.SendAsync(new("bob", "parent", $"{i}"));
            state.Mail.Collect("parent");
            state.Turns.Deliver(state.Turns.Next("parent")!, i);
        }

        await store.Mailbox.SendAsync(new("bob", "parent", "and again"));
        state.Mail.Collect("parent");

        Assert.Null(state.Turns.Next("parent"));
        Assert.Single(await store.Mailbox.InboxAsync("parent"));
    }

    [Theory]
    [InlineData(AgentState.Verified)]
    [InlineData(AgentState.Failed)]
    [InlineData(AgentState.Cancelled)]
    [InlineData(AgentState.NeedsHuman)]
    public async Task The_end_of_an_agent_is_a_message_to_the_one_that_asked_for_it(AgentState end)
    {
        state.Agents.Update("child", agent => agent with { State = end, Answer = "42", Reason = "because" });

        var message = Assert.Single(await store.Mailbox.InboxAsync("parent"));
        Assert.Equal(("child", "result", SnakeCase.Of(end)), (message.From, message.Type, message.Metadata["state"]));
        Assert.Contains("42", message.Body);
    }

    [Fact]
    public async Task A_lost_agent_is_noticed_by_whoever_looks_and_told_once()
    {
        state.Agents.TakeOwnership("child", ProcessIdentity.Current() with { StartTime = 1 });
        state.Agents.TakeOwnership("parent", ProcessIdentity.Current());

        Assert.True(store.SqliteMailbox.HasMail("parent"));
        var message = Assert.Single(await store.Mailbox.InboxAsync("parent"));
        await store.Mailbox.AckAsync("parent", [message.Id]);

        Assert.Equal("lost", message.Metadata["state"]);
        Assert.False(store.SqliteMailbox.HasMail("parent"));
        Assert.Empty(await store.Mailbox.InboxAsync("parent"));
    }

    [Fact]
    public async Task The_news_of_an_end_is_taken_into_a_full_inbox()
    {
        await store.Registry.RegisterAsync(new("parent"));
        for (var i = 0; i < CoordinationLimits.InboxDepth; i++)
        {
            await store.Mailbox.SendAsync(new("bob", "parent", "x"));
        }

        state.Agents.Update("child", agent => agent with { State = AgentState.Verified });

        Assert.Contains(await store.Mailbox.InboxAsync("parent", max: 20_000), one => one.Type == "result");
    }

    public void Dispose()
    {
        store.Dispose();
        state.Dispose();
        folder.Dispose();
    }
}
