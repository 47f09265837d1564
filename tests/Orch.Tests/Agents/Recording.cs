using System.Text.Json;
using Orch.Agents;

namespace Orch.Tests.Agents;

/// <summary>What a real CLI printed in one run, and how the run is to be understood.</summary>
internal sealed record Recording(string Name, string[] Output, string[] Error, JsonElement Label)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Agents", "Streams");

    public AgentCli Cli => new AgentCatalog().Find(Label.GetProperty("cli").GetString()!)!;

    public JsonElement Expected => Label.GetProperty("expect");

    public static IEnumerable<string> Names() =>
        Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static Recording Load(string name)
    {
        using var label = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")));
        return new(name, File.ReadAllLines(Path.Combine(Folder, $"{name}.out")), File.ReadAllLines(Path.Combine(Folder, $"{name}.err")), label.RootElement.Clone());
    }

    public (AttemptFacts Facts, List<AgentEvent> Events) Play()
    {
        var reader = Cli.CreateReader();
        var events = Error.SelectMany(reader.ReadError).Concat(Output.SelectMany(reader.Read)).ToList();
        var exitCode = Label.GetProperty("exit_code").GetInt32();
        events.AddRange(reader.Finish(exitCode));
        return (new(Clock.Noon, reader.Report)
        {
            Action = Label.GetProperty("killed").ValueKind == JsonValueKind.Null ? OwnAction.None : OwnAction.WallTimeout,
            ExitCode = exitCode,
        }, events);
    }
}
