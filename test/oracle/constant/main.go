// Command constant evaluates expressions with go/constant. It reads a JSON array of expressions and prints a JSON array of
// results. An expression is an array: an operation, then its operands.
package main

import (
	"encoding/json"
	"fmt"
	"go/constant"
	"go/token"
	"log"
	"os"
)

// A result is what go/constant knows of a value.
type result struct {
	// Kind is bool, string, int, float, complex, or unknown where the value has none.
	Kind    string `json:"kind"`
	Message string `json:"message,omitempty"`
	Exact   string `json:"exact,omitempty"`
	Int     string `json:"int,omitempty"`
	Float   string `json:"float,omitempty"`
	Float32 string `json:"float32,omitempty"`
	Float64 string `json:"float64,omitempty"`
	Real    string `json:"real,omitempty"`
	Imag    string `json:"imag,omitempty"`
	Bytes   []byte `json:"bytes,omitempty"`
	Bits    int    `json:"bits,omitempty"`
}

var literals = map[string]token.Token{
	"int": token.INT, "float": token.FLOAT, "imaginary": token.IMAG, "rune": token.CHAR, "string": token.STRING,
}

var operators = map[string]token.Token{}

func init() {
	for t := token.ADD; t <= token.GEQ; t++ {
		operators[t.String()] = t
	}
}

func main() {
	var expressions []any
	if err := json.NewDecoder(os.Stdin).Decode(&expressions); err != nil {
		log.Fatal(err)
	}
	results := []result{}
	for _, expression := range expressions {
		results = append(results, describe(evaluate(expression)))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}

// evaluate gives the unknown value where an operation is not defined for its operands or an operand is unknown.
func evaluate(expression any) (value constant.Value) {
	defer func() {
		if recover() != nil {
			value = constant.MakeUnknown()
		}
	}()
	e := expression.([]any)
	operand := func(i int) constant.Value {
		v := evaluate(e[i])
		if v.Kind() == constant.Unknown {
			panic("unknown operand")
		}
		return v
	}
	switch operation := e[0].(string); operation {
	case "literal":
		return constant.MakeFromLiteral(e[2].(string), literals[e[1].(string)], 0)
	case "bool":
		return constant.MakeBool(e[1].(bool))
	case "unary":
		return constant.UnaryOp(operators[e[1].(string)], operand(2), uint(e[3].(float64)))
	case "binary":
		op, x, y := operators[e[1].(string)], operand(2), operand(3)
		mustMatch(x, y)
		if op == token.QUO && x.Kind() == constant.Int && y.Kind() == constant.Int && e[4].(bool) {
			op = token.QUO_ASSIGN
		}
		if (op == token.QUO || op == token.QUO_ASSIGN || op == token.REM) && constant.Sign(y) == 0 {
			return constant.MakeUnknown()
		}
		return constant.BinaryOp(x, op, y)
	case "shift":
		return constant.Shift(operand(2), operators[e[1].(string)], uint(e[3].(float64)))
	case "compare":
		x, y := operand(2), operand(3)
		mustMatch(x, y)
		return constant.MakeBool(constant.Compare(x, operators[e[1].(string)], y))
	default:
		log.Fatalf("unknown operation %q", operation)
		return nil
	}
}

// mustMatch panics where Go has no operation for such operands: go/constant leaves that check to its callers.
func mustMatch(x, y constant.Value) {
	isNumeric := func(v constant.Value) bool { return v.Kind() != constant.Bool && v.Kind() != constant.String }
	if x.Kind() != y.Kind() && !(isNumeric(x) && isNumeric(y)) {
		panic("mismatched operands")
	}
}

func describe(v constant.Value) result {
	r := result{Kind: "unknown"}
	switch v.Kind() {
	case constant.Unknown:
		return r
	case constant.Bool:
		r.Kind = "bool"
	case constant.String:
		r.Kind = "string"
		r.Bytes = []byte(constant.StringVal(v))
	case constant.Int:
		r.Kind = "int"
		r.Bits = constant.BitLen(v)
	case constant.Float:
		r.Kind = "float"
	case constant.Complex:
		r.Kind = "complex"
	}
	r.Message, r.Exact = v.String(), v.ExactString()
	if i := constant.ToInt(v); i.Kind() == constant.Int {
		r.Int = i.ExactString()
	}
	if f := constant.ToFloat(v); f.Kind() == constant.Float {
		r.Float = f.ExactString()
		f32, _ := constant.Float32Val(f)
		f64, _ := constant.Float64Val(f)
		r.Float32, r.Float64 = fmt.Sprint(float64(f32)), fmt.Sprint(f64)
	}
	if c := constant.ToComplex(v); c.Kind() == constant.Complex {
		r.Real, r.Imag = constant.Real(c).ExactString(), constant.Imag(c).ExactString()
	}
	return r
}
