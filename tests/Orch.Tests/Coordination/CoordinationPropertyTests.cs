using CsCheck;
using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>The store agrees with a simple model of it over random operations.</summary>
public sealed class CoordinationPropertyTests
{
    private const int Rounds = 50;

    private static readonly Gen<(int What, int A, int B, int C)[]> Operations =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 3]).Array[1, 60];

    [Fact]
    public void The_pool_does_what_its_model_does() => Operations.Sample(
        operations =>
        {
            using var store = new SqliteStoreUnderTest();
            var model = new PoolModel();
            var tokens = new List<(string Id, int Attempt, long Token)>();
            foreach (var operation in operations)
            {
                model.Expire(store.Time.GetUtcNow().ToUnixTimeMilliseconds());
                Apply(operation, store, model, tokens);
                var found = store.Tasks.ListAsync().Result.Select(task => (task.Id, task.State, task.Attempt)).Order().ToList();
                var expected = model.Entries.Select(entry => (entry.Id, entry.State, entry.Attempt)).Order().ToList();
                Assert.Equal(expected, found);
            }
        },
        iter: Rounds,
        threads: 1);

    [Fact]
    public void The_mailbox_does_what_its_model_does() => Operations.Sample(
        operations =>
        {
            using var store = new SqliteStoreUnderTest();
            string[] names = ["a", "b", "c"];
            var boxes = names.ToDictionary(name => name, _ => new List<(string Id, string From, DateTimeOffset At)>());
            foreach (var name in names)
            {
                store.Registry.RegisterAsync(new(name)).Wait();
            }

            var number = 0;
            foreach (var (what, a, b, c) in operations)
            {
                var (from, to) = (names[a % 3], names[b % 3]);
                switch (what)
                {
                    case < 5:
                        var sent = store.Mailbox.SendAsync(new(from, to, $"{number++}")).Result.Single();
                        boxes[to].Add((sent.Id, from, sent.SentAt));
                        break;
                    case < 8:
                        var shown = store.Mailbox.InboxAsync(to, c + 1).Result;
                        Assert.Equal(boxes[to].Take(c + 1).Select(one => one.Id), shown.Select(one => one.Id));
                        break;
                    case 8:
                        var acked = boxes[to].Skip(a % 2).Take(c).Select(one => one.Id).ToList();
                        store.Mailbox.AckAsync(to, acked).Wait();
                        boxes[to].RemoveAll(one => acked.Contains(one.Id));
                        break;
                    default:
                        store.Time.Advance(TimeSpan.FromDays(c));
                        foreach (var box in boxes.Values)
                        {
                            box.RemoveAll(one => store.Time.GetUtcNow() - one.At >= CoordinationLimits.MessageAge);
                        }

                        break;
                }
            }

            foreach (var name in names)
            {
                Assert.Equal(boxes[name].Select(one => one.Id), store.Mailbox.InboxAsync(name).Result.Select(one => one.Id));
            }
        },
        iter: Rounds,
        threads: 1);

    private static void Apply((int What, int A, int B, int C) operation, StoreUnderTest store, PoolModel model, List<(string Id, int Attempt, long Token)> tokens)
    {
        var (what, a, b, c) = operation;
        switch (what)
        {
            case < 4:
                string[] after = c == 0 ? [] : c == 1 ? [$"t{b}"] : [.. ((string[])[$"t{b}", $"t{(b + a) % 8}"]).Distinct()];
                int? most = b % 3 == 0 ? 1 + c : null;
                Assert.Equal(
                    model.Publish($"t{a}", after, b % 3, most),
                    Kind(() => store.Tasks.PublishAsync(new("x") { Id = $"t{a}", After = after, Priority = b % 3, MaxAttempts = most }).GetAwaiter().GetResult()));
                break;
            case < 6:
                var lease = TimeSpan.FromSeconds(10 * (1 + c));
                var expected = model.Claim("agent", (store.Time.GetUtcNow() + lease).ToUnixTimeMilliseconds());
                var claimed = store.Tasks.ClaimAsync("agent", lease: lease).Result;
                Assert.Equal(expected?.Id, claimed?.Id);
                if (claimed is not null)
                {
                    Assert.True(tokens.Where(one => one.Id == claimed.Id).All(one => one.Token < claimed.Token));
                    tokens.Add((claimed.Id, claimed.Attempt, claimed.Token!.Value));
                }

                break;
            case 6 when tokens.Count > 0:
                var (id, attempt, token) = tokens[a % tokens.Count];
                var held = model.Holds(id, attempt);
                Assert.Equal(held ? null : "Conflict", Kind(() => store.Tasks.CompleteAsync(id, token, $"{tokens.Count} {a} {b} {store.Time.GetUtcNow()} {attempt}").GetAwaiter().GetResult()));
                if (held)
                {
                    model.Complete(id);
                    tokens.Remove((id, attempt, token));
                }

                break;
            case 7 when tokens.Count > 0:
                (id, attempt, token) = tokens[a % tokens.Count];
                held = model.Holds(id, attempt);
                if (b % 2 == 0)
                {
                    Assert.Equal(held ? null : "Conflict", Kind(() => store.Tasks.FailAsync(id, token).GetAwaiter().GetResult()));
                    if (held)
                    {
                        model.GiveBack(model.Find(id));
                    }
                }
                else
                {
                    Assert.Equal(held ? null : "Conflict", Kind(() => store.Tasks.RenewAsync(id, token, TimeSpan.FromSeconds(30)).GetAwaiter().GetResult()));
                    if (held)
                    {
                        model.Find(id).Until = store.Time.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds();
                    }
                }

                break;
            case 8 when model.Entries.Count > 0:
                var one = model.Entries[a % model.Entries.Count].Id;
                model.Cancel(one);
                store.Tasks.CancelAsync(one).Wait();
                break;
            default:
                store.Time.Advance(TimeSpan.FromSeconds(5 * c));
                model.Expire(store.Time.GetUtcNow().ToUnixTimeMilliseconds());
                break;
        }
    }

    private static string? Kind(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (OrchException e)
        {
            return e.Kind.ToString();
        }
    }
}
