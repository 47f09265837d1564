using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Orch.Cli.Rendering;

namespace Orch.Cli.Mcp;

/// <summary>Serves tools over the Model Context Protocol, until the client closes its end.</summary>
/// <param name="tools">The tools.</param>
/// <param name="time">The clock.</param>
internal sealed class McpServerRun(IReadOnlyList<McpTool> tools, TimeProvider time)
{
    private readonly Dictionary<string, McpTool> byName = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    /// <summary>Serves one client.</summary>
    /// <param name="input">What it says, a line each.</param>
    /// <param name="output">What it is told; nothing else may be written there.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(Stream input, Stream output, CancellationToken ct)
    {
        var options = new McpServerOptions
        {
            ServerInfo = new() { Name = "orch", Title = "Orch", Version = VersionLine.Version },
            Capabilities = new() { Tools = new() },
            Handlers = new()
            {
                ListToolsHandler = (_, _) => new(new ListToolsResult { Tools = [.. tools.Select(Describe)] }),
                CallToolHandler = async (request, cancel) => await CallAsync(request.Params!, cancel),
            },
        };
        var calls = new McpCalls(time);
        await using var transport = new StreamServerTransport(new McpInput(input, calls), new McpOutput(output, calls), "orch");
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(ct);
    }

    /// <summary>Does what a call asks for. Trouble is a result that the model can read and act on, not an error of the protocol.</summary>
    public async Task<CallToolResult> CallAsync(CallToolRequestParams call, CancellationToken ct)
    {
        try
        {
            if (call.Name == McpInput.TooLong)
            {
                throw OrchException.Usage($"the call is longer than {McpInput.LongestLine >> 20} MiB and was not read: put what is long into a file of the repository and name that");
            }

            var tool = byName.GetValueOrDefault(call.Name)
                ?? throw OrchException.NotFound($"there is no tool '{Agents.OneLine.Of(call.Name, 60)}'{Suggestions.Ask(call.Name, [.. byName.Keys])}");
            return Result(await tool.Call(new McpArguments(tool, call.Arguments).Checked(), ct));
        }
        catch (OrchException e)
        {
            return Result($"{State.SnakeCase.Of(e.Kind)}: {Agents.OneLine.Of(e.Message, 2000)}", isError: true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost edge of a call: the server goes on.
            return Result($"failed: {(e is IOException or UnauthorizedAccessException ? e.Message : $"unexpected {e.GetType().Name}: {e.Message}")}", isError: true);
        }
    }

    private static CallToolResult Result(string text, bool isError = false) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };

    private static Tool Describe(McpTool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = tool.Schema,
        Annotations = new() { ReadOnlyHint = tool.IsReadOnly, DestructiveHint = false, OpenWorldHint = false },
    };
}
