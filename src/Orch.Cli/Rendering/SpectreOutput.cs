using System.Text;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>An output for Spectre that answers for itself, where its own would ask the console.</summary>
internal sealed class SpectreOutput(TextWriter writer, bool isTerminal, WindowSize size) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => size.Columns;

    public int Height => size.Rows;

    public void SetEncoding(Encoding encoding)
    {
    }
}
