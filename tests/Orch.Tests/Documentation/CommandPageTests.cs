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
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(field => field.IsLiteral).ToList();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"| {((int)code.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture)} |", page, StringComparison.Ordinal));
    }
}
