using System.Globalization;
using Orch.Coordination;

namespace Orch.CoordinationBench;

/// <summary>What one process does with the coordination, over the library's public surface.</summary>
internal static class Driver
{
    /// <summary>Takes tasks until none is left, and says of each what was reported about it: <c>done ID</c> or <c>late ID</c>.</summary>
    public static async Task<int> WorkAsync(string state, string name, TimeSpan lease)
    {
        using var store = Open(state);
        while (true)
        {
            if (await store.Tasks.ClaimAsync(name, lease: lease) is not { } task)
            {
                // Held by others, who may be killed or stopped: theirs come back.
                if ((await store.Tasks.ListAsync(PoolTaskState.Leased)).Count == 0 && (await store.Tasks.ListAsync(PoolTaskState.Ready)).Count == 0)
                {
                    return 0;
                }

                await Task.Delay(20);
                continue;
            }

            try
            {
                await store.Tasks.CompleteAsync(task.Id, task.Token!.Value, name);
                Console.WriteLine($"done {task.Id}");
            }
            catch (OrchException e) when (e.Kind == OrchErrorKind.Conflict)
            {
                Console.WriteLine($"late {task.Id}");
            }
        }
    }

    /// <summary>Sends numbered messages.</summary>
    public static async Task<int> SendAsync(string state, string name, string to, int count)
    {
        using var store = Open(state);
        for (var i = 0; i < count; i++)
        {
            await store.Mailbox.SendAsync(new(name, to, i.ToString(CultureInfo.InvariantCulture)));
        }

        return 0;
    }

    /// <summary>Receives for ever: writes every message into a file, then acknowledges it. Killed in between, it is given it again.</summary>
    public static async Task<int> ReceiveAsync(string state, string name, string file)
    {
        using var store = Open(state);
        await using var log = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        while (true)
        {
            var messages = await store.WaitForMailAsync(name, TimeSpan.FromMinutes(1));
            foreach (var message in messages)
            {
                await log.WriteLineAsync($"{message.Id} {message.From} {message.Body} {message.Deliveries}");
            }

            await store.Mailbox.AckAsync(name, [.. messages.Select(message => message.Id)]);
        }
    }

    public static async Task<int> RegisterAsync(string state, string name)
    {
        using var store = Open(state);
        await store.Registry.RegisterAsync(new(name));
        return 0;
    }

    public static CoordinationStore Open(string state) => CoordinationStore.Open(new TaskDispatcherOptions { StateDirectory = state });
}
