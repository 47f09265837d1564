using System.CommandLine;
using Orch.Cli.Mcp;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch mcp</c>.</summary>
internal static class McpCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.Text("--as", "NAME", "In whose name the tools are called, for a CLI of your own; agents of orch have theirs");
        var command = new OrchCommand(
            "mcp",
            "Serve messages, tasks and agents as tools over the Model Context Protocol, on standard input and output",
            "claude mcp add orch -- orch mcp --as desk",
            "codex mcp add orch -- orch mcp --as desk") { name };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(name), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string? name, CommandContext context, CancellationToken ct)
    {
        var caller = McpCaller.Of(context.Surroundings.Environment, name);
        if (!Console.IsInputRedirected)
        {
            throw OrchException.Usage("orch mcp is started by an agent CLI, which speaks to it on standard input: 'orch mcp --help' shows how to add it to one");
        }

        using var state = context.OpenState();
        using var store = CoordinationStore.Open(context.Surroundings);
        using var presence = new McpPresence(caller, store.Registry, context.Surroundings.Time);
        try
        {
            await new McpServerRun(McpTools.For(caller, context.Surroundings, state, store), context.Surroundings.Time).RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The usual end, when the client does not close its end but sends a signal.
        }

        return ExitCodes.Success;
    }
}
