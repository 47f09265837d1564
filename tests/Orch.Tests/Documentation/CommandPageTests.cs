using System.Globalization;
using System.Reflection;
using Orch.Cli;

namespace Orch.Tests.Documentation;

public sealed class CommandPageTests
{
    [Fact]
    public void Every_exit_code_is_told()
    {
        var page = Pages.Read("docs/commands.md");
        var section = page[page.IndexOf("## Exit codes", StringComparison.Ordinal)..page.IndexOf("## JSON", StringComparison.Ordinal)];
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral).ToList();
        Assert.Equal(
            codes.Select(code => ((int)code.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture)),
            section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|')[1].Trim()));
    }
}
