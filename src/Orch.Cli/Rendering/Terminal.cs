using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Standard output for data and standard error for talk, and what they are connected to. The one place that knows about colour and width.</summary>
/// <param name="output">Standard output; buffered, see <see cref="Flush"/>.</param>
/// <param name="error">Standard error.</param>
/// <param name="time">The clock; its zone is that of the times shown.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, TimeProvider time)
{
    private const int Unlimited = 10_000;
    private const int Least = 20;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public TimeProvider Time => time;

    public TerminalKind OutKind { get; init; } = TerminalKind.Pipe;

    public TerminalKind ErrorKind { get; init; } = TerminalKind.Pipe;

    /// <summary>Whether a person sits at the keyboard too.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The width of the terminal as it is now.</summary>
    public static int WindowWidth => Math.Max(Least, Console.WindowWidth);

    public static Terminal OfThisProcess()
    {
        static TerminalKind Kind(bool isRedirected) => TerminalKind.Of(
            isRedirected, Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("NO_COLOR"));

        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024);
        return new(output, Console.Error, TimeProvider.System)
        {
            OutKind = Kind(Console.IsOutputRedirected),
            ErrorKind = Kind(Console.IsErrorRedirected),
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
        };
    }

    /// <summary>One line of talk.</summary>
    public void Say(string line)
    {
        Flush();
        error.WriteLine(line);
    }

    /// <summary>One line of talk that begins with the program's name, as errors and notes do.</summary>
    public void Note(string message) => Say($"orch: {TerminalText.Line(message)}");

    /// <summary>One JSON document on a line of its own.</summary>
    public void Json<T>(T document, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(document, type));

    public void Flush() => output.Flush();

    /// <summary>The time of day in the user's zone.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm:ss");

    /// <summary>Day and time in the user's zone.</summary>
    public string Moment(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss");

    /// <summary>Standard output as Spectre sees it.</summary>
    public IAnsiConsole OutConsole() => Create(output, OutKind);

    /// <summary>Standard error as Spectre sees it.</summary>
    public IAnsiConsole ErrorConsole() => Create(error, ErrorKind);

    private static IAnsiConsole Create(TextWriter writer, TerminalKind kind)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = kind.IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = kind.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = kind.IsTerminal ? WindowWidth : Unlimited;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
}
