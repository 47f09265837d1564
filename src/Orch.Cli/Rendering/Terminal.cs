using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orch.Processes;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Standard output for data and standard error for talk, and what they are connected to. The one place that knows about colour and width.</summary>
/// <param name="output">Standard output; buffered, see <see cref="Flush"/>.</param>
/// <param name="error">Standard error.</param>
/// <param name="time">The clock; its zone is that of the times shown.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, TimeProvider time)
{
    private const int Unlimited = 10_000;

    private bool isProcess;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public TimeProvider Time => time;

    public TerminalKind OutKind { get; init; } = TerminalKind.Pipe;

    public TerminalKind ErrorKind { get; init; } = TerminalKind.Pipe;

    /// <summary>The columns that standard output has now.</summary>
    public int OutWidth => OutKind.IsTerminal ? WindowSize.Columns(1) : Unlimited;

    /// <summary>The columns that standard error has now.</summary>
    public int ErrorWidth => ErrorKind.IsTerminal ? WindowSize.Columns(2) : Unlimited;

    /// <summary>Whether a person sits at the keyboard too.</summary>
    public bool IsInteractive { get; init; }

    public static Terminal OfThisProcess()
    {
        static TerminalKind Kind(bool isRedirected) => TerminalKind.Of(
            isRedirected, Environment.GetEnvironmentVariable("TERM"), Environment.GetEnvironmentVariable("NO_COLOR"));

        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024);
        return new(output, Console.Error, TimeProvider.System)
        {
            OutKind = Kind(Console.IsOutputRedirected),
            ErrorKind = Kind(Console.IsErrorRedirected),
            isProcess = true,
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

    /// <summary>
    /// For commands that do nothing but print: when nobody reads any more, as after <c>| head</c>, the next line ends the process, as it
    /// does with other programs. .NET would go on for ever.
    /// </summary>
    public void EndWithReader()
    {
        if (isProcess)
        {
            _ = NativeMethods.Signal(NativeMethods.SigPipe, 0);
        }
    }

    /// <summary>The time of day in the user's zone.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm:ss");

    /// <summary>Day and time in the user's zone.</summary>
    public string Moment(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss");

    /// <summary>Standard output as Spectre sees it.</summary>
    public IAnsiConsole OutConsole() => Create(output, OutKind, OutWidth);

    /// <summary>Standard error as Spectre sees it.</summary>
    public IAnsiConsole ErrorConsole() => Create(error, ErrorKind, ErrorWidth);

    private static IAnsiConsole Create(TextWriter writer, TerminalKind kind, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = kind.IsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = kind.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
}
