using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>What every mailbox keeps.</summary>
public abstract class MailboxConformance(StoreUnderTest store) : IDisposable
{
    [Fact]
    public async Task A_message_is_shown_until_it_is_acknowledged()
    {
        await RegisterAsync("bob");
        var sent = Assert.Single(await store.Mailbox.SendAsync(new("alice", "bob", "ünïcode\n\"quoted\" 日本")
        {
            Type = "delegate",
            MediaType = "text/markdown",
            ContextId = "c-1",
            TaskId = "t-1",
            ReplyTo = "m-1",
            Metadata = new Dictionary<string, string> { ["k"] = "v" },
        }));

        var first = Assert.Single(await store.Mailbox.InboxAsync("bob"));
        var second = Assert.Single(await store.Mailbox.InboxAsync("bob"));
        await store.Mailbox.AckAsync("bob", [first.Id]);

        Assert.Equivalent(sent with { Deliveries = 1 }, first, strict: true);
        Assert.Equal(2, second.Deliveries);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("ünïcode\n\"quoted\" 日本", first.Body);
        Assert.Equal("v", first.Metadata["k"]);
        Assert.Empty(await store.Mailbox.InboxAsync("bob"));
    }

    [Fact]
    public async Task The_sender_sees_what_became_of_it()
    {
        await RegisterAsync("bob");
        var id = (await store.Mailbox.SendAsync(new("alice", "bob", "one")))[0].Id;
        Assert.Equal(MessageState.Queued, await StateAsync(id));
        await store.Mailbox.InboxAsync("bob");
        Assert.Equal(MessageState.Delivered, await StateAsync(id));
        await store.Mailbox.AckAsync("bob", [id]);
        Assert.Equal(MessageState.Acked, await StateAsync(id));
    }

    [Fact]
    public async Task Messages_are_shown_in_the_order_in_which_they_were_sent()
    {
        await RegisterAsync("bob");
        for (var i = 0; i < 20; i++)
        {
            await store.Mailbox.SendAsync(new(i % 2 == 0 ? "alice" : "carol", "bob", $"{i}"));
        }

        var firstHalf = await store.Mailbox.InboxAsync("bob", max: 10);
        await store.Mailbox.AckAsync("bob", [.. firstHalf.Select(one => one.Id)]);
        var secondHalf = await store.Mailbox.InboxAsync("bob");

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), firstHalf.Concat(secondHalf).Select(one => one.Body));
    }

    [Fact]
    public async Task A_message_to_nobody_is_an_error_and_is_not_kept()
    {
        var refused = await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(new("alice", "nobody", "hello")));

        Assert.Equal(OrchErrorKind.NotFound, refused.Kind);
        Assert.Empty(await store.Mailbox.SentAsync("alice"));
    }

    [Fact]
    public async Task The_mail_of_an_expired_agent_waits()
    {
        await RegisterAsync("bob");
        store.Time.Advance(TimeSpan.FromHours(1));

        await store.Mailbox.SendAsync(new("alice", "bob", "hello"));

        Assert.Equal("hello", Assert.Single(await store.Mailbox.InboxAsync("bob")).Body);
    }

    [Fact]
    public async Task A_broadcast_is_for_those_that_are_alive_and_not_for_its_sender()
    {
        await RegisterAsync("late");
        store.Time.Advance(TimeSpan.FromMinutes(2));
        await RegisterAsync("alice", "bob", "carol");

        var sent = await store.Mailbox.SendAsync(new("alice", MessageDraft.Broadcast, "all"));

        Assert.Equal(["bob", "carol"], sent.Select(one => one.To));
        Assert.Equal(2, sent.Select(one => one.Id).Distinct().Count());
        Assert.Empty(await store.Mailbox.InboxAsync("alice"));
        Assert.Empty(await store.Mailbox.InboxAsync("late"));
        Assert.Single(await store.Mailbox.InboxAsync("bob"));
    }

    [Fact]
    public async Task Acknowledging_twice_does_it_once_and_an_unknown_id_is_not_found()
    {
        await RegisterAsync("bob", "carol");
        var (mine, other) = ((await store.Mailbox.SendAsync(new("alice", "bob", "1")))[0].Id, (await store.Mailbox.SendAsync(new("alice", "carol", "2")))[0].Id);

        var refused = await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.AckAsync("bob", ["unknown", mine, other]));
        await store.Mailbox.AckAsync("bob", [mine, mine]);

        Assert.Equal(OrchErrorKind.NotFound, refused.Kind);
        Assert.Contains(other, refused.Message);
        Assert.Empty(await store.Mailbox.InboxAsync("bob"));
        Assert.Single(await store.Mailbox.InboxAsync("carol"));
    }

    [Fact]
    public async Task The_inbox_of_somebody_who_never_registered_is_not_found() =>
        Assert.Equal(OrchErrorKind.NotFound, (await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.InboxAsync("nobody"))).Kind);

    [Fact]
    public async Task A_message_that_waits_a_week_is_dead()
    {
        await RegisterAsync("bob");
        var old = (await store.Mailbox.SendAsync(new("alice", "bob", "old")))[0].Id;
        store.Time.Advance(TimeSpan.FromDays(3));
        await store.Mailbox.SendAsync(new("alice", "bob", "new"));
        store.Time.Advance(TimeSpan.FromDays(4));

        Assert.Equal(MessageState.Dead, await StateAsync(old));
        Assert.Equal("new", Assert.Single(await store.Mailbox.InboxAsync("bob")).Body);
    }

    [Fact]
    public async Task A_body_of_1_MiB_is_taken_and_a_longer_one_is_refused_with_the_limit()
    {
        await RegisterAsync("bob");
        await store.Mailbox.SendAsync(new("alice", "bob", new string('x', 1 << 20)));

        var longer = await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(new("alice", "bob", new string('x', (1 << 20) + 1))));
        var wider = await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(new("alice", "bob", new string('ü', (1 << 19) + 1))));

        Assert.All([longer, wider], refused => Assert.Equal(OrchErrorKind.Usage, refused.Kind));
        Assert.Contains("1 MiB", longer.Message);
        Assert.Equal(1 << 20, Assert.Single(await store.Mailbox.InboxAsync("bob")).Body.Length);
    }

    [Fact]
    public async Task The_10001st_message_of_an_inbox_is_refused_until_there_is_room()
    {
        await RegisterAsync("bob", "carol");
        for (var i = 0; i < CoordinationLimits.InboxDepth; i++)
        {
            await store.Mailbox.SendAsync(new("alice", "bob", "x"));
        }

        var refused = await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(new("alice", "bob", "one too many")));
        Assert.Equal(OrchErrorKind.Conflict, refused.Kind);
        Assert.Contains("10000", refused.Message);
        await store.Mailbox.SendAsync(new("alice", "carol", "others are not concerned"));

        // One out of the middle: the ends of the inbox stay where they are.
        var second = (await store.Mailbox.InboxAsync("bob", max: 2))[1];
        await store.Mailbox.AckAsync("bob", [second.Id]);
        await store.Mailbox.SendAsync(new("alice", "bob", "now there is room"));
    }

    [Theory]
    [MemberData(nameof(BadNames.All), MemberType = typeof(BadNames))]
    public async Task What_is_no_name_or_id_is_wrong_usage(string name)
    {
        await RegisterAsync("bob");
        MessageDraft[] drafts = [new(name, "bob", "x"), new("alice", name, "x"), new("alice", "bob", "x") { Type = name }, new("alice", "bob", "x") { ReplyTo = name }, new("alice", "bob", "x") { TaskId = name }];
        foreach (var draft in drafts)
        {
            Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(draft))).Kind);
        }

        Assert.Empty(await store.Mailbox.InboxAsync("bob"));
    }

    [Fact]
    public async Task A_NUL_in_a_body_is_wrong_usage()
    {
        await RegisterAsync("bob");

        Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => store.Mailbox.SendAsync(new("alice", "bob", "a\0b")))).Kind);
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RegisterAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await store.Registry.RegisterAsync(new(name));
        }
    }

    private async Task<MessageState> StateAsync(string id) => (await store.Mailbox.SentAsync("alice")).Single(one => one.Message.Id == id).State;
}
