using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;
using Orch.Processes;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Standard output for data and standard error for talk, and what they are connected to. The one place that knows about colour and width.</summary>
/// <param name="output">Standard output; buffered, see <see cref="Flush"/>.</param>
/// <param name="error">Standard error.</param>
/// <param name="time">The clock; its zone is that of the times shown.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, TimeProvider time)
{
    private bool isProcess;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public TimeProvider Time => time;

    public TerminalKind OutKind { get; init; } = TerminalKind.Pipe;

    public TerminalKind ErrorKind { get; init; } = TerminalKind.Pipe;

    /// <summary>What standard output can show now.</summary>
    public WindowSize OutSize => OutKind.IsTerminal ? WindowSize.Of(1) : WindowSize.Endless;

    /// <summary>What standard error can show now.</summary>
    public WindowSize ErrorSize => ErrorKind.IsTerminal ? WindowSize.Of(2) : WindowSize.Endless;

    /// <summary>Whether a person sits at the keyboard too.</summary>
    public bool IsInteractive { get; init; }

    public static Terminal OfThisProcess()
    {
        static TerminalKind Kind(bool isRedirected) => TerminalKind.Of(isRedirected, Environment.GetEnvironmentVariable);

        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Open(1, Console.IsOutputRedirected, Console.OpenStandardOutput), encoding, 16 * 1024);
        var error = new StreamWriter(Open(2, Console.IsErrorRedirected, Console.OpenStandardError), encoding) { AutoFlush = true };
        return new(output, error, TimeProvider.System)
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
        try
        {
            Flush();
            error.WriteLine(line);
        }
        catch (IOException)
        {
            // The terminal is gone. Nobody is there to be told, and what goes on need not end for it.
        }
    }

    /// <summary>A sequence that shows nothing and moves nothing.</summary>
    public void Ring(string sequence)
    {
        try
        {
            error.Write(sequence);
        }
        catch (IOException)
        {
            // As with a line: nobody is there.
        }
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

    /// <summary>Standard output as Spectre sees it; what is too wide is left to the terminal, not broken.</summary>
    public IAnsiConsole OutConsole() => Create(output, OutKind, WindowSize.Endless);

    /// <summary>Standard error as Spectre sees it.</summary>
    public IAnsiConsole ErrorConsole() => Create(error, ErrorKind, ErrorSize);

    // The console's own streams send a terminal the codes for reading keys, which is not wanted; and for files they alone are right.
    private static Stream Open(int descriptor, bool isRedirected, Func<Stream> usual) =>
        isRedirected ? usual() : new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    private static IAnsiConsole Create(TextWriter writer, TerminalKind kind, WindowSize size)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = kind.IsTerminal || kind.HasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = kind.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new SpectreOutput(writer, kind.IsTerminal, size),
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
}
