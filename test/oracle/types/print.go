package main

import (
	"go/types"
	"sort"
	"strconv"
	"strings"
)

// typeString prints a type so that identical types look the same: names with the path of their package, aliases as what they
// stand for, type parameters as their index, without the names of parameters, methods by name.
func typeString(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return "unsafe.Pointer"
		}
		if t.Kind() != types.Invalid && t.Info()&types.IsUntyped == 0 {
			return types.Typ[t.Kind()].Name() // byte and rune as what they stand for
		}
		return t.Name()
	case *types.Named:
		name := t.Obj().Name()
		if pkg := t.Obj().Pkg(); pkg != nil {
			name = pkg.Path() + "." + name
		}
		if args := t.TypeArgs(); args.Len() > 0 {
			return name + list("[", args.Len(), func(i int) string { return typeString(args.At(i)) }, ",", "]")
		}
		return name
	case *types.TypeParam:
		return "$" + strconv.Itoa(t.Index())
	case *types.Pointer:
		return "*" + typeString(t.Elem())
	case *types.Slice:
		return "[]" + typeString(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeString(t.Elem())
	case *types.Map:
		return "map[" + typeString(t.Key()) + "]" + typeString(t.Elem())
	case *types.Chan:
		return [...]string{"chan", "chan<-", "<-chan"}[t.Dir()] + "(" + typeString(t.Elem()) + ")"
	case *types.Tuple:
		return tupleString(t, false)
	case *types.Signature:
		return "func" + signatureString(t)
	case *types.Struct:
		return list("struct{", t.NumFields(), func(i int) string {
			field := t.Field(i)
			text := field.Name() + " " + typeString(field.Type())
			if field.Embedded() {
				text = typeString(field.Type())
			}
			if t.Tag(i) != "" {
				text += " " + "\"" + t.Tag(i) + "\""
			}
			return text
		}, "; ", "}")
	case *types.Interface:
		parts := []string{}
		for i := range t.NumExplicitMethods() {
			method := t.ExplicitMethod(i)
			parts = append(parts, method.Name()+signatureString(method.Type().(*types.Signature)))
		}
		for i := range t.NumEmbeddeds() {
			parts = append(parts, typeString(t.EmbeddedType(i)))
		}
		sort.Strings(parts)
		return "interface{" + strings.Join(parts, "; ") + "}"
	case *types.Union:
		return list("", t.Len(), func(i int) string {
			tilde := ""
			if t.Term(i).Tilde() {
				tilde = "~"
			}
			return tilde + typeString(t.Term(i).Type())
		}, "|", "")
	}
	return "invalid type"
}

func signatureString(t *types.Signature) string {
	return tupleString(t.Params(), t.Variadic()) + tupleString(t.Results(), false)
}

func tupleString(t *types.Tuple, variadic bool) string {
	return list("(", t.Len(), func(i int) string {
		param := t.At(i).Type()
		if slice, ok := param.(*types.Slice); ok && variadic && i == t.Len()-1 {
			return "..." + typeString(slice.Elem())
		}
		return typeString(param)
	}, ",", ")")
}

func list(open string, count int, text func(int) string, separator, end string) string {
	parts := make([]string, count)
	for i := range parts {
		parts[i] = text(i)
	}
	return open + strings.Join(parts, separator) + end
}
