using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Orch.Cli.Mcp;

namespace Orch.Tests.Mcp;

/// <summary>A server in this process, and a client that writes its lines by hand.</summary>
internal sealed class McpClient : IAsyncDisposable
{
    private readonly Pipe toServer = new();
    private readonly Pipe toClient = new();
    private readonly StreamReader answers;
    private readonly Task server;

    public McpClient(params IReadOnlyList<McpTool> tools)
    {
        answers = new(toClient.Reader.AsStream());
        server = new McpServerRun(tools, TimeProvider.System).RunAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), TestContext.Current.CancellationToken);
    }

    public async Task SendAsync(string line)
    {
        await toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> ReadAsync() =>
        JsonSerializer.Deserialize<JsonElement>(await answers.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException("the server has closed its end"));

    public async Task<JsonElement> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReadAsync();
    }

    public async Task<JsonElement> InitializeAsync(string version = "2025-06-18")
    {
        var answer = await AskAsync($$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"{{{version}}}","capabilities":{},"clientInfo":{"name":"test","version":"1"} } }""");
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return answer;
    }

    /// <summary>Closes the client's end, and gives what the server still says before it ends too.</summary>
    public async Task<string> CloseAsync()
    {
        await toServer.Writer.CompleteAsync();
        await server;
        return await answers.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await toServer.Writer.CompleteAsync();
        await server;
        answers.Dispose();
    }
}
