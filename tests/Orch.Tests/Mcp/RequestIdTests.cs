using System.Text;
using Orch.Cli.Mcp;

namespace Orch.Tests.Mcp;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("""{"id":1,"method":"x"}""", "1")]
    [InlineData("""{"method":"x","params":{"id":"inner","list":[1,{"id":2}]},"id":"outer"}""", "\"outer\"")]
    [InlineData("""{ "jsonrpc" : "2.0" , "id" : -7 }""", "-7")]
    [InlineData("""{"text":"\"id\":3,}","id":4}""", "4")]
    [InlineData("""{"text":"ends with \\","id":"a\"b"}""", "\"a\\\"b\"")]
    [InlineData("""{"method":"notifications/x","params":{"id":5}}""", null)]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"id":{"id":1}}""", null)]
    [InlineData("""[{"id":1}]""", null)]
    [InlineData("""{"x":"id","y":1}""", null)]
    [InlineData("not json: 1, \"id\": 2", null)]
    [InlineData("", null)]
    public void The_id_is_that_of_the_outermost_object(string line, string? id)
    {
        var reader = new RequestId();
        foreach (var one in Encoding.UTF8.GetBytes(line))
        {
            reader.Read([one]);
        }

        Assert.Equal(id, reader.Json);
    }
}
