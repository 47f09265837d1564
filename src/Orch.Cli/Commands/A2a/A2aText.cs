using Orch.Cli.Rendering;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Commands.A2a;

/// <summary>What the coordination prints for scripts and people: one thing a line, its parts apart by tabs.</summary>
internal static class A2aText
{
    public static string Line(RegistryEntry entry) =>
        Join(entry.Name, entry.Type ?? "-", entry.Alive ? "alive" : "expired", Rfc3339Converter.Text(entry.LeaseUntil), entry.Capabilities.Count == 0 ? "-" : string.Join(',', entry.Capabilities));

    public static string Line(Message message) => Join(message.Id, message.From, message.Type, TerminalText.Line(message.Body));

    public static string Line(SentMessage sent) => Join(sent.Message.Id, sent.Message.To, SnakeCase.Of(sent.State), sent.Message.Type, TerminalText.Line(sent.Message.Body));

    public static string Line(PoolTask task) => Join(
        task.Id, SnakeCase.Of(task.State), task.Priority.ToString(System.Globalization.CultureInfo.InvariantCulture), task.Owner ?? "-", TerminalText.Line(task.Description));

    public static string Claimed(PoolTask task) => Join(task.Id, $"{task.Token}", TerminalText.Line(task.Description));

    private static string Join(params ReadOnlySpan<string> parts) => string.Join('\t', parts!);
}
